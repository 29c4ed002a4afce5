#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aha {

// A JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD; line ends and other controls are
// escaped, so that the text stays on one line.
enum class JsonPlace : std::uint8_t {
    Anywhere,
    Html, // < > & are escaped as well: safe within a <script>
};
std::string jsonString(std::string_view text, JsonPlace place = JsonPlace::Anywhere);
void appendJsonString(std::string& out, std::string_view text, JsonPlace place = JsonPlace::Anywhere);
// With that many decimals, whatever the locale; what JSON has no number for becomes null.
void appendJsonNumber(std::string& out, double value, int decimals);

// Writes one JSON text to the end of a string; puts the commas itself. The caller closes what it opens.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& key(std::string_view name);
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& string(std::string_view text);
    JsonWriter& number(std::uint64_t value);
    JsonWriter& decimal(double value, int decimals);
    JsonWriter& null() { return raw("null"); }
    JsonWriter& raw(std::string_view json); // a value that is JSON already

    JsonWriter& field(std::string_view name, std::uint64_t value) { return key(name).number(value); }
    JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter& field(std::string_view name, const std::string& text) { return key(name).string(text); }
    JsonWriter& field(std::string_view name, const char* text) { return key(name).string(text); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();

    std::string& out_;
    bool needsComma_ = false;
};

} // namespace aha
