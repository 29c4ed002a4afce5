#include "support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace aha::test {

static int hexDigit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// "${abc*3}" at the start of `text`; the number of characters it takes, 0 if it is none.
static std::size_t expandRepeat(std::string_view text, std::string& out) {
    const std::size_t end = text.find('}');
    const std::size_t star = text.rfind('*', end);
    if (text.substr(0, 2) != "${" || end == std::string_view::npos || star == std::string_view::npos ||
        star < 2) {
        return 0;
    }
    const std::string unit = unescape(text.substr(2, star - 2));
    const int times = std::atoi(std::string(text.substr(star + 1, end - star - 1)).c_str());
    for (int i = 0; i < times; ++i) {
        out.append(unit);
    }
    return end + 1;
}

std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const std::size_t taken = expandRepeat(text.substr(i), out)) {
            i += taken - 1;
            continue;
        }
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.push_back(text[i]);
            continue;
        }
        switch (text[++i]) {
        case 'r': out.push_back('\r'); break;
        case 'n': out.push_back('\n'); break;
        case 't': out.push_back('\t'); break;
        case '0': out.push_back('\0'); break;
        case 'x':
            out.push_back(static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2])));
            i += 2;
            break;
        default: out.push_back(text[i]);
        }
    }
    return out;
}

std::string escape(std::string_view bytes) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (char c : bytes) {
        const unsigned char u = static_cast<unsigned char>(c);
        if (c == '\r') {
            out.append("\\r");
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c == '\\') {
            out.append("\\\\");
        } else if (u < 0x20 || u >= 0x7f) {
            out.append("\\x").push_back(kHex[u >> 4]);
            out.push_back(kHex[u & 15]);
        } else {
            out.push_back(c);
        }
    }
    return out;
}

GoldenFile::GoldenFile(const std::string& name) : path_(std::string(AHA_TEST_DATA) + "/" + name) {
    std::ifstream file(path_);
    EXPECT_TRUE(file.good()) << "cannot read " << path_;
    for (std::string line; std::getline(file, line);) {
        lines_.push_back(line);
        const std::size_t number = lines_.size();
        if (line.rfind("== ", 0) == 0) {
            cases_.emplace_back();
            cases_.back().name = line.substr(3);
            cases_.back().expectedFrom = cases_.back().expectedTo = 0;
            continue;
        }
        if (line.empty() || line[0] == '#') {
            continue;
        }
        if (cases_.empty()) {
            ADD_FAILURE() << path_ << ":" << number << ": a line before the first case";
            continue;
        }
        GoldenCase& current = cases_.back();
        if (line[0] == '>') {
            EXPECT_EQ(current.expectedFrom, 0u)
                << path_ << ":" << number << ": input behind the expected log";
            current.input.append(unescape(std::string_view(line).substr(line.size() > 1 ? 2 : 1)));
            current.expectedTo = number;
        } else if (line.rfind("! ", 0) == 0) {
            const std::size_t equals = line.find('=');
            current.settings[line.substr(2, equals - 2)] = line.substr(equals + 1);
        } else {
            if (current.expectedFrom == 0) {
                current.expectedFrom = number;
            }
            current.expectedTo = number;
            current.expected.append(line).append("\n");
        }
    }
    EXPECT_FALSE(cases_.empty()) << path_;
}

bool GoldenFile::wantsUpdate() { return std::getenv("AHA_GOLDEN_UPDATE") != nullptr; }

void GoldenFile::update(const std::vector<std::string>& logs) {
    std::string text;
    std::size_t next = 0; // line, from 0
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        const GoldenCase& current = cases_[i];
        const std::size_t keepTo = current.expectedFrom > 0 ? current.expectedFrom - 1 : current.expectedTo;
        for (; next < keepTo; ++next) {
            text.append(lines_[next]).append("\n");
        }
        text.append(logs[i]);
        next = current.expectedTo;
    }
    for (; next < lines_.size(); ++next) {
        text.append(lines_[next]).append("\n");
    }
    std::ofstream(path_) << text;
}

} // namespace aha::test
