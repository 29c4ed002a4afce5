#include "core/mvc/segment_type.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace aha::mvc {

struct TypeName {
    std::string_view name;
    SegmentType type;
};
static constexpr std::array<TypeName, 8> kTypeNames{{{"alnum", SegmentType::Alnum},
                                                     {"alpha", SegmentType::Alpha},
                                                     {"any", SegmentType::Rest},
                                                     {"date", SegmentType::Date},
                                                     {"hex", SegmentType::Hex},
                                                     {"int", SegmentType::Int},
                                                     {"slug", SegmentType::Slug},
                                                     {"uuid", SegmentType::Uuid}}};

// Of ASCII only: what the locale thinks of a byte does not matter in a path.
static bool isDigit(char c) { return c >= '0' && c <= '9'; }
static bool isAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool isAlnum(char c) { return isDigit(c) || isAlpha(c); }
static bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool segmentTypeOf(std::string_view name, SegmentType& out) {
    if (name.empty()) {
        out = SegmentType::Plain;
        return true;
    }
    for (const TypeName& each : kTypeNames) {
        if (each.name == name) {
            out = each.type;
            return true;
        }
    }
    return false;
}

std::string_view segmentTypeName(SegmentType type) {
    for (const TypeName& each : kTypeNames) {
        if (each.type == type) {
            return each.name;
        }
    }
    return "";
}

std::string segmentTypeList() {
    std::string list;
    for (const TypeName& each : kTypeNames) {
        list.append(list.empty() ? "" : ", ").append(each.name);
    }
    return list;
}

static bool fitsUuid(std::string_view value) {
    if (value.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? value[i] != '-' : !isHex(value[i])) {
            return false;
        }
    }
    return true;
}

static bool fitsDate(std::string_view value) {
    if (value.size() != 10 || value[4] != '-' || value[7] != '-') {
        return false;
    }
    int part[3] = {0, 0, 0};
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (i == 4 || i == 7) {
            continue;
        }
        if (!isDigit(value[i])) {
            return false;
        }
        int& number = part[i < 4 ? 0 : i < 7 ? 1 : 2];
        number = number * 10 + (value[i] - '0');
    }
    const auto [year, month, day] = part;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool fitsInt(std::string_view value) {
    const std::string_view digits = value.substr(value.starts_with('-') ? 1 : 0);
    if (digits.empty() || (digits[0] == '0' && value.size() > 1)) {
        return false; // "-0" and "007": the same number would have several addresses
    }
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, problem] = std::from_chars(value.data(), end, number);
    return problem == std::errc() && stop == end;
}

static bool fitsSlug(std::string_view value) {
    return isAlnum(value.front()) && isAlnum(value.back()) &&
           std::all_of(value.begin(), value.end(), [](char c) { return isAlnum(c) || c == '-' || c == '_'; });
}

bool fits(SegmentType type, std::string_view value) {
    if (value.empty()) {
        return false;
    }
    switch (type) {
    case SegmentType::Uuid: return fitsUuid(value);
    case SegmentType::Date: return fitsDate(value);
    case SegmentType::Int: return fitsInt(value);
    case SegmentType::Hex: return std::all_of(value.begin(), value.end(), isHex);
    case SegmentType::Alpha: return std::all_of(value.begin(), value.end(), isAlpha);
    case SegmentType::Alnum: return std::all_of(value.begin(), value.end(), isAlnum);
    case SegmentType::Slug: return fitsSlug(value);
    case SegmentType::Set:
    case SegmentType::Plain:
    case SegmentType::Rest: return true;
    }
    return false;
}

} // namespace aha::mvc
