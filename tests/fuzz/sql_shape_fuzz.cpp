// The shape of any statement is bounded; what a literal holds never shows, nor changes it.
#include "core/client/sql/sql_shape.h"
#include "fuzz/fuzz.h"

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::viewOf(data, size);
    for (client::SqlQuotes quotes : {client::SqlQuotes{false, false}, client::SqlQuotes{true, true}}) {
        for (std::size_t limit : {std::size_t{0}, std::size_t{20}, client::kSqlShapeBytes}) {
            fuzz::require(client::sqlShape(text, quotes, limit).size() <= limit + 4, "longer than allowed");
        }
        std::string literal = "'";
        for (char c : text.substr(0, 1'000)) {
            literal.append(c == '\'' || (c == '\\' && quotes.backslashEscapes) ? 2 : 1, c);
        }
        fuzz::requireEqual(client::sqlShape("SELECT " + literal + "' FROM t", quotes), "SELECT ? FROM t",
                           "a literal that shows");
    }
    return 0;
}
