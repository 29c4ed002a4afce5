#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aha::test {

// One case of a golden file:
//   == name            begins a case
//   # text             a comment
//   ! key=value        a setting of the case
//   > bytes            input; line ends are written out: \r \n \t \0 \xHH \\ and ${abc*3} for "abcabcabc"
//   anything else      a line of the expected log
struct GoldenCase {
    std::string name;
    std::map<std::string, std::string> settings;
    std::string input;
    std::string expected;
    std::size_t expectedFrom = 0, expectedTo = 0; // lines of the file, for an update
};

class GoldenFile {
public:
    // `name` is relative to tests/data. A file that cannot be read or is malformed fails the test.
    explicit GoldenFile(const std::string& name);

    const std::vector<GoldenCase>& cases() const { return cases_; }
    // With AHA_GOLDEN_UPDATE in the environment: puts `logs` (one for each case) in place of what was
    // expected.
    void update(const std::vector<std::string>& logs);
    static bool wantsUpdate();

private:
    std::string path_;
    std::vector<std::string> lines_;
    std::vector<GoldenCase> cases_;
};

// The escapes of input lines, both ways.
std::string unescape(std::string_view text);
std::string escape(std::string_view bytes);

} // namespace aha::test
