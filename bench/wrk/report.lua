-- Prints one line of JSON for bench.php. PIPELINE=N sends N requests in one write.
local depth = tonumber(os.getenv("PIPELINE") or "1")

init = function()
    if depth > 1 then
        local requests = {}
        for i = 1, depth do
            requests[i] = wrk.format()
        end
        all = table.concat(requests)
        request = function() return all end
    end
end

done = function(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%.6f,"p50":%.1f,"p99":%.1f,"errors":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
