#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aha::test {

// Reads OpenMetrics 1.0 text as strictly as the specification allows: what it accepts, every scraper accepts.
class OpenMetricsCheck {
public:
    explicit OpenMetricsCheck(std::string_view text);

    const std::string& problem() const { return problem_; } // "" = none; else the first, with its line
    bool has(const std::string& sample) const { return samples_.count(sample) != 0; }
    double value(const std::string& sample) const; // "name{a=\"b\"}", labels in their order; NaN = none

private:
    struct Family {
        std::string name, type, unit;
        bool hasHelp = false, hasSamples = false;
    };
    struct Sample {
        std::string name, value;
        std::vector<std::pair<std::string, std::string>> labels;
        std::string label(std::string_view wanted) const;
    };

    bool readLine(std::string_view line);
    bool readComment(std::string_view line);
    bool readSample(std::string_view line);
    bool readLabels(std::string_view& rest, Sample& sample);
    bool checkSample(const Sample& sample);
    bool checkHistogram(const Sample& sample, std::string_view suffix);
    bool beginFamily(const std::string& name);
    bool endFamily();
    bool fail(std::string what);

    Family family_;
    std::map<std::string, bool> families_; // all names that were used
    std::map<std::string, double> samples_;
    // Of the histogram that is being read:
    double lastBound_ = 0, lastCount_ = 0;
    bool hasInfinity_ = false, hasCount_ = false, hasSum_ = false, inHistogram_ = false;
    std::string problem_;
    std::size_t lineNumber_ = 0;
};

} // namespace aha::test
