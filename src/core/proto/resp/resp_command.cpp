#include "core/proto/resp/resp_command.h"

#include "core/base/assert.h"

#if HAVE_HIREDIS
#include <hiredis/hiredis.h>
#endif

#include <vector>

namespace aha::resp {

#if HAVE_HIREDIS

static void appendFormatted(std::string& out, std::span<const std::string_view> arguments, const char** texts,
                            std::size_t* sizes) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        texts[i] = arguments[i].data() ? arguments[i].data() : "";
        sizes[i] = arguments[i].size();
    }
    sds command = nullptr; // the other formatter of hiredis takes twice as long
    const auto size = redisFormatSdsCommandArgv(&command, static_cast<int>(arguments.size()), texts, sizes);
    AHA_ASSERT(size >= 0); // it fails for want of memory only
    out.append(command, static_cast<std::size_t>(size));
    redisFreeSdsCommand(command);
}

void appendCommand(std::string& out, std::span<const std::string_view> arguments) {
    AHA_ASSERT(!arguments.empty() && arguments.size() <= kMaxArguments);
    constexpr std::size_t kUsual = 16; // most commands have no more words
    if (arguments.size() <= kUsual) {
        const char* texts[kUsual];
        std::size_t sizes[kUsual];
        appendFormatted(out, arguments, texts, sizes);
        return;
    }
    std::vector<const char*> texts(arguments.size());
    std::vector<std::size_t> sizes(arguments.size());
    appendFormatted(out, arguments, texts.data(), sizes.data());
}

#else

void appendCommand(std::string&, std::span<const std::string_view>) { AHA_ASSERT(!"built without Redis"); }

#endif

} // namespace aha::resp
