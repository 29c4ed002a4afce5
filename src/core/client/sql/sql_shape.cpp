#include "core/client/sql/sql_shape.h"

namespace aha::client {

constexpr std::size_t kShapeScanBytes = 64 * 1024; // of a statement are looked at

static bool isShapeWord(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' ||
           byte == '$' || byte >= 0x80;
}

static bool isShapeSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool isShapeDigit(char c) { return c >= '0' && c <= '9'; }

// Writes the shape of one statement, token by token. Lives on the stack of sqlShape().
class SqlShaper {
public:
    SqlShaper(std::string_view sql, SqlQuotes quotes) : sql_(sql), quotes_(quotes) {}

    std::string run(std::size_t limit) {
        while (at_ < sql_.size() && out_.size() <= limit) {
            step();
        }
        if (!out_.empty() && out_.back() == ' ') {
            out_.pop_back();
        }
        return std::move(out_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

    void step() {
        const char c = peek();
        if (isShapeSpace(c)) {
            ++at_;
            space();
        } else if ((c == '-' && peek(1) == '-') || c == '#') {
            const std::size_t end = sql_.find('\n', at_);
            at_ = end == sql_.npos ? sql_.size() : end;
            space();
        } else if (c == '/' && peek(1) == '*') {
            const std::size_t end = sql_.find("*/", at_ + 2);
            at_ = end == sql_.npos ? sql_.size() : end + 2;
            space();
        } else if (c == '\'' || (c == '"' && quotes_.doubleIsString)) {
            skipQuoted(c, quotes_.backslashEscapes);
            value();
        } else if (c == '"' || c == '`') {
            const std::size_t from = at_;
            skipQuoted(c, false);
            out_.append(sql_.substr(from, at_ - from));
        } else if (isShapeDigit(c) || (c == '.' && isShapeDigit(peek(1)))) {
            skipNumber();
            value();
        } else if (isShapeWord(c) || c == ':' || c == '@') {
            do {
                out_ += sql_[at_++];
            } while (at_ < sql_.size() && (isShapeWord(sql_[at_]) || sql_[at_] == '.'));
        } else {
            ++at_;
            c == '?' ? value() : sign(c);
        }
    }

    void space() {
        if (!out_.empty() && out_.back() != ' ') {
            out_ += ' ';
        }
    }

    void skipQuoted(char quote, bool hasEscapes) {
        for (++at_; at_ < sql_.size(); ++at_) {
            if (sql_[at_] == '\\' && hasEscapes) {
                ++at_;
            } else if (sql_[at_] == quote && peek(1) == quote) {
                ++at_;
            } else if (sql_[at_] == quote) {
                ++at_;
                return;
            }
        }
        at_ = sql_.size();
    }

    void skipNumber() {
        while (at_ < sql_.size() && (isShapeWord(sql_[at_]) || sql_[at_] == '.')) {
            const bool isExponent = (sql_[at_] | 0x20) == 'e' && (peek(1) == '-' || peek(1) == '+');
            at_ += isExponent && isShapeDigit(peek(2)) ? 2 : 1;
        }
    }

    bool endsWith(std::string_view end) const {
        return out_.size() >= end.size() && std::string_view(out_).substr(out_.size() - end.size()) == end;
    }

    // A list of values is as one.
    void value() {
        const std::size_t comma = out_.find_last_not_of(' ');
        const std::size_t before =
            comma == out_.npos || comma == 0 ? out_.npos : out_.find_last_not_of(' ', comma - 1);
        if (before != out_.npos && out_[comma] == ',' && out_[before] == '?') {
            out_.resize(before + 1);
        } else {
            out_ += '?';
        }
    }

    // So is a list of rows.
    void sign(char c) {
        out_ += c;
        for (std::string_view rows : {std::string_view("(?),(?)"), std::string_view("(?), (?)")}) {
            if (endsWith(rows)) {
                out_.resize(out_.size() - rows.size() + 3);
            }
        }
    }

    std::string_view sql_;
    SqlQuotes quotes_;
    std::size_t at_ = 0;
    std::string out_;
};

std::string sqlShape(std::string_view sql, SqlQuotes quotes, std::size_t limit) {
    const bool isLong = sql.size() > kShapeScanBytes;
    std::string shape = SqlShaper(isLong ? sql.substr(0, kShapeScanBytes) : sql, quotes).run(limit);
    if (shape.size() <= limit && !isLong) {
        return shape;
    }
    if (shape.size() > limit) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(shape[end]) & 0xC0) == 0x80) {
            --end;
        }
        shape.resize(end);
    }
    return shape + " …";
}

} // namespace aha::client
