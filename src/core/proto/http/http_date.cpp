#include "core/proto/http/response_head.h"

#include <cstring>

// The calendar is computed here: no locale, no time zone, no gmtime().
namespace aha::http {

namespace {

constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view kLongDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                          "Thursday", "Friday", "Saturday"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Civil {
    std::int64_t year = 0;
    int month = 0; // 1..12
    int day = 0;
};

// Days are counted from 1 March of year 0, so that the leap day is the last of its year.
constexpr std::int64_t kDaysTo1970 = 719468;

Civil civilFromDays(std::int64_t days) {
    days += kDaysTo1970;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t dayOfEra = days - era * 146097;
    const std::int64_t year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153; // March is 0
    Civil civil;
    civil.day = static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1);
    civil.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    civil.year = year + era * 400 + (civil.month <= 2 ? 1 : 0);
    return civil;
}

std::int64_t daysFromCivil(std::int64_t year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - kDaysTo1970;
}

int daysInMonth(std::int64_t year, int month) {
    constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kLengths[month - 1];
}

// Reads the fixed parts of a date from left to right; once it has failed it stays failed.
class DateReader {
public:
    explicit DateReader(std::string_view text) : rest_(text) {}

    bool finished() const { return ok_ && rest_.empty(); }
    void literal(std::string_view expected) {
        if (rest_.substr(0, expected.size()) != expected) {
            ok_ = false;
            return;
        }
        rest_.remove_prefix(expected.size());
    }
    int number(std::size_t digits) {
        int value = 0;
        ok_ = ok_ && rest_.size() >= digits;
        for (std::size_t i = 0; ok_ && i < digits; ++i) {
            ok_ = rest_[i] >= '0' && rest_[i] <= '9';
            value = value * 10 + (rest_[i] - '0');
        }
        if (ok_) {
            rest_.remove_prefix(digits);
        }
        return value;
    }
    // The index of the name that comes next.
    template <std::size_t N> int name(const std::string_view (&names)[N]) {
        for (std::size_t i = 0; ok_ && i < N; ++i) {
            if (rest_.substr(0, names[i].size()) == names[i]) {
                rest_.remove_prefix(names[i].size());
                return static_cast<int>(i);
            }
        }
        ok_ = false;
        return 0;
    }
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
    void time() {
        hour = number(2);
        literal(":");
        minute = number(2);
        literal(":");
        second = number(2);
    }

    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;

private:
    std::string_view rest_;
    bool ok_ = true;
};

// "Sun, 06 Nov 1994 08:49:37 GMT"
void readImfFixdate(DateReader& reader) {
    reader.name(kDays);
    reader.literal(", ");
    reader.day = reader.number(2);
    reader.literal(" ");
    reader.month = reader.name(kMonths) + 1;
    reader.literal(" ");
    reader.year = reader.number(4);
    reader.literal(" ");
    reader.time();
    reader.literal(" GMT");
}

// "Sunday, 06-Nov-94 08:49:37 GMT". No clock here: years below 70 are taken as 20xx, as POSIX strptime does.
void readRfc850(DateReader& reader) {
    reader.name(kLongDays);
    reader.literal(", ");
    reader.day = reader.number(2);
    reader.literal("-");
    reader.month = reader.name(kMonths) + 1;
    reader.literal("-");
    const int year = reader.number(2);
    reader.year = year + (year < 70 ? 2000 : 1900);
    reader.literal(" ");
    reader.time();
    reader.literal(" GMT");
}

// "Sun Nov  6 08:49:37 1994"
void readAsctime(DateReader& reader) {
    reader.name(kDays);
    reader.literal(" ");
    reader.month = reader.name(kMonths) + 1;
    reader.literal(" ");
    if (reader.peek() == ' ') {
        reader.literal(" ");
        reader.day = reader.number(1);
    } else {
        reader.day = reader.number(2);
    }
    reader.literal(" ");
    reader.time();
    reader.literal(" ");
    reader.year = reader.number(4);
}

void putTwo(char* out, int value) {
    out[0] = static_cast<char>('0' + value / 10);
    out[1] = static_cast<char>('0' + value % 10);
}

} // namespace

void formatDate(std::int64_t unixSeconds, char (&out)[30]) {
    constexpr std::int64_t kLast = 253402300799; // end of year 9999, beyond which the form has no room
    constexpr std::int64_t kFirst = -62167219200;
    unixSeconds = unixSeconds > kLast ? kLast : unixSeconds < kFirst ? kFirst : unixSeconds;
    const std::int64_t days = (unixSeconds >= 0 ? unixSeconds : unixSeconds - 86399) / 86400;
    const int seconds = static_cast<int>(unixSeconds - days * 86400);
    const Civil civil = civilFromDays(days);
    const std::size_t weekday = static_cast<std::size_t>(((days + 4) % 7 + 7) % 7);
    std::memcpy(out, "Sun, 06 Nov 1994 08:49:37 GMT", 30);
    std::memcpy(out, kDays[weekday].data(), 3);
    putTwo(out + 5, civil.day);
    std::memcpy(out + 8, kMonths[civil.month - 1].data(), 3);
    putTwo(out + 12, static_cast<int>(civil.year / 100));
    putTwo(out + 14, static_cast<int>(civil.year % 100));
    putTwo(out + 17, seconds / 3600);
    putTwo(out + 20, seconds / 60 % 60);
    putTwo(out + 23, seconds % 60);
}

std::optional<std::int64_t> unixTime(int year, int month, int day, int hour, int minute, int second) {
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || second < 0 || second > 59) {
        return std::nullopt;
    }
    return daysFromCivil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

std::int64_t parseDate(std::string_view text) {
    DateReader reader(text);
    if (text.size() > 3 && text[3] == ',') {
        readImfFixdate(reader);
    } else if (text.size() > 3 && text[3] == ' ') {
        readAsctime(reader);
    } else {
        readRfc850(reader);
    }
    if (!reader.finished() || reader.day < 1 || reader.day > daysInMonth(reader.year, reader.month) ||
        reader.hour > 23 || reader.minute > 59 || reader.second > 60) {
        return -1;
    }
    const std::int64_t days = daysFromCivil(reader.year, reader.month, reader.day);
    const std::int64_t seconds = days * 86400 + reader.hour * 3600 + reader.minute * 60 + reader.second;
    return seconds < 0 ? -1 : seconds;
}

} // namespace aha::http
