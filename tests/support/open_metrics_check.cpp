#include "support/open_metrics_check.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace aha::test {

static constexpr std::string_view kTypes[] = {"unknown", "gauge", "counter",
                                              "histogram"}; // what the project uses
static constexpr std::string_view kReserved[] = {"_total",  "_created", "_count",  "_sum",
                                                 "_bucket", "_gsum",    "_gcount", "_info"};

static bool isName(std::string_view name, bool mayHaveColon) {
    auto isFirst = [mayHaveColon](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (mayHaveColon && c == ':');
    };
    return !name.empty() && isFirst(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
        return isFirst(c) || (c >= '0' && c <= '9');
    });
}

static bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

static bool readNumber(std::string_view text, double& number) {
    if (text == "+Inf") {
        number = std::numeric_limits<double>::infinity();
        return true;
    }
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() && std::isfinite(number);
}

std::string OpenMetricsCheck::Sample::label(std::string_view wanted) const {
    for (const auto& [name, text] : labels) {
        if (name == wanted) {
            return text;
        }
    }
    return {};
}

OpenMetricsCheck::OpenMetricsCheck(std::string_view text) {
    static constexpr std::string_view kEnd = "# EOF\n";
    if (!endsWith(text, kEnd) || (text.size() > kEnd.size() && text[text.size() - kEnd.size() - 1] != '\n')) {
        fail("the text does not end with \"# EOF\" and a line end");
        return;
    }
    text.remove_suffix(kEnd.size());
    while (!text.empty()) {
        ++lineNumber_;
        const std::size_t lf = text.find('\n');
        if (!readLine(text.substr(0, lf))) {
            return;
        }
        text.remove_prefix(lf + 1);
    }
    endFamily();
}

double OpenMetricsCheck::value(const std::string& sample) const {
    const auto found = samples_.find(sample);
    return found == samples_.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

bool OpenMetricsCheck::fail(std::string what) {
    problem_ = "line " + std::to_string(lineNumber_) + ": " + what;
    return false;
}

bool OpenMetricsCheck::readLine(std::string_view line) {
    if (line.empty() || line.find('\r') != std::string_view::npos) {
        return fail("an empty line, or a carriage return");
    }
    if (line == "# EOF") {
        return fail("something follows the end");
    }
    return line[0] == '#' ? readComment(line) : readSample(line);
}

bool OpenMetricsCheck::readComment(std::string_view line) {
    const std::string_view kind = line.substr(0, 7);
    if (kind != "# TYPE " && kind != "# HELP " && kind != "# UNIT ") {
        return fail("a comment that is no metadata");
    }
    line.remove_prefix(7);
    const std::size_t blank = line.find(' ');
    const std::string name(line.substr(0, blank));
    if (blank == std::string_view::npos || !isName(name, true)) {
        return fail("metadata without a name");
    }
    const std::string_view text = line.substr(blank + 1);
    if (name != family_.name && !beginFamily(name)) {
        return false;
    }
    if (family_.hasSamples) {
        return fail("metadata behind samples");
    }
    if (kind == "# TYPE ") {
        if (!family_.type.empty() ||
            std::find(std::begin(kTypes), std::end(kTypes), text) == std::end(kTypes)) {
            return fail("a second or unknown type");
        }
        family_.type = text;
    } else if (kind == "# UNIT ") {
        if (!family_.unit.empty() || !isName(text, false) || !endsWith(name, "_" + std::string(text))) {
            return fail("a unit that the name does not end with");
        }
        family_.unit = text;
    } else {
        if (family_.hasHelp || text.empty() || text.find('"') != std::string_view::npos ||
            text.find('\\') != std::string_view::npos) {
            return fail("a second help, or one with something to escape");
        }
        family_.hasHelp = true;
    }
    return true;
}

bool OpenMetricsCheck::beginFamily(const std::string& name) {
    if (!endFamily()) {
        return false;
    }
    for (const std::string_view suffix : kReserved) {
        const bool isReserved = endsWith(name, suffix);
        if (isReserved || families_.count(name + std::string(suffix))) {
            return fail("a name that could be a sample of another family: " + name);
        }
    }
    if (!families_.emplace(name, true).second) {
        return fail("a family in two parts: " + name);
    }
    family_ = {};
    family_.name = name;
    inHistogram_ = false;
    return true;
}

bool OpenMetricsCheck::endFamily() {
    if (inHistogram_ && !(hasInfinity_ && hasCount_ && hasSum_)) {
        return fail("a histogram without +Inf, _count or _sum: " + family_.name);
    }
    if (!family_.name.empty() && (family_.type.empty() || !family_.hasHelp)) {
        return fail("a family without type or help: " + family_.name);
    }
    return true;
}

bool OpenMetricsCheck::readLabels(std::string_view& rest, Sample& sample) {
    rest.remove_prefix(1);
    while (true) {
        const std::size_t equals = rest.find("=\"");
        const std::string name(rest.substr(0, equals));
        if (equals == std::string_view::npos || !isName(name, false) || name.substr(0, 2) == "__") {
            return fail("a bad label name");
        }
        for (const auto& known : sample.labels) {
            if (known.first == name) {
                return fail("a label twice: " + name);
            }
        }
        rest.remove_prefix(equals + 2);
        std::string text;
        while (!rest.empty() && rest[0] != '"') {
            if (rest[0] == '\\') {
                rest.remove_prefix(1);
                if (rest.empty() || (rest[0] != '\\' && rest[0] != '"' && rest[0] != 'n')) {
                    return fail("a bad escape");
                }
            }
            text.push_back(rest[0]);
            rest.remove_prefix(1);
        }
        if (rest.size() < 2) {
            return fail("a label without end");
        }
        sample.labels.emplace_back(name, text);
        rest.remove_prefix(1);
        const char next = rest[0];
        rest.remove_prefix(1);
        if (next == '}') {
            return true;
        }
        if (next != ',') {
            return fail("labels that are not separated by a comma");
        }
    }
}

bool OpenMetricsCheck::readSample(std::string_view line) {
    const std::size_t end = line.find_first_of(" {");
    Sample sample;
    sample.name = line.substr(0, end);
    if (end == std::string_view::npos || !isName(sample.name, true)) {
        return fail("a bad name");
    }
    std::string_view rest = line.substr(end);
    if (rest[0] == '{' && !readLabels(rest, sample)) {
        return false;
    }
    if (rest.size() < 2 || rest[0] != ' ' || rest.substr(1).find(' ') != std::string_view::npos) {
        return fail("no single blank before the value, or something behind it");
    }
    sample.value = rest.substr(1);
    if (!checkSample(sample)) {
        return false;
    }
    double number = 0;
    if (!readNumber(sample.value, number) || sample.value == "+Inf") {
        return fail("a value that is no number: " + sample.value);
    }
    if (!samples_.emplace(std::string(line.substr(0, line.size() - rest.size())), number).second) {
        return fail("a sample twice: " + sample.name);
    }
    return true;
}

bool OpenMetricsCheck::checkSample(const Sample& sample) {
    const std::string& family = family_.name;
    if (family.empty() || sample.name.substr(0, family.size()) != family) {
        return fail("a sample outside its family: " + sample.name);
    }
    family_.hasSamples = true;
    const std::string_view suffix = std::string_view(sample.name).substr(family.size());
    if (sample.value[0] == '-' && family_.type != "gauge") {
        return fail("a negative count");
    }
    if (family_.type == "histogram") {
        return checkHistogram(sample, suffix);
    }
    if (!sample.label("le").empty()) {
        return fail("a bound outside a histogram");
    }
    if (suffix != (family_.type == "counter" ? "_total" : "")) {
        return fail("a suffix that does not fit the type: " + sample.name);
    }
    return true;
}

// One histogram a family, without other labels: all that the project has.
bool OpenMetricsCheck::checkHistogram(const Sample& sample, std::string_view suffix) {
    double number = 0, bound = 0;
    if (!readNumber(sample.value, number)) {
        return fail("a value that is no number");
    }
    if (suffix == "_bucket") {
        const std::string le = sample.label("le");
        if (sample.labels.size() != 1 || !readNumber(le, bound)) {
            return fail("a bucket without bound");
        }
        if (le != "+Inf" && le.find('.') == std::string::npos && le.find('e') == std::string::npos) {
            return fail("a bound that is not in canonical form: " + le);
        }
        if (inHistogram_ && (hasCount_ || bound <= lastBound_ || number < lastCount_)) {
            return fail("buckets that do not rise, or behind the count");
        }
        if (!inHistogram_) {
            hasInfinity_ = hasCount_ = hasSum_ = false;
            inHistogram_ = true;
        }
        lastBound_ = bound;
        lastCount_ = number;
        hasInfinity_ = hasInfinity_ || le == "+Inf";
        return sample.value.find('.') == std::string::npos || fail("a count that is not whole");
    }
    if (!sample.labels.empty() || !inHistogram_) {
        return fail("count or sum with labels, or before the buckets");
    }
    if (suffix == "_count") {
        hasCount_ = true;
        return number == lastCount_ || fail("a count that is not that of +Inf");
    }
    hasSum_ = true;
    return suffix == "_sum" || fail("a suffix that histograms do not have");
}

} // namespace aha::test
