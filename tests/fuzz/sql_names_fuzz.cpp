// Any statement: what was replaced and is put back gives the statement again, in both dialects.
#include "core/client/sql/sql_names.h"
#include "fuzz/fuzz.h"

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string sql(fuzz::viewOf(data, size));
    for (const char* driver : {"mysql", "sqlite"}) {
        auto replaced = client::replaceSqlNames(sql, client::SqlSyntax::of(driver));
        if (!replaced) {
            continue;
        }
        const std::string& text = replaced.value().sql;
        std::string back;
        std::size_t from = 0;
        for (const std::string& name : replaced.value().names) {
            while (from < text.size() && back.size() < sql.size() && text[from] == sql[back.size()]) {
                back += text[from++]; // the question marks of literals and comments are where they were
            }
            fuzz::require(from < text.size() && text[from] == '?' && !name.empty(), "a name and its mark");
            back.append(":").append(name);
            ++from;
        }
        fuzz::requireEqual(back + text.substr(from), sql, driver);
    }
    return 0;
}
