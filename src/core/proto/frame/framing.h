#pragma once

#include "core/base/result.h"
#include "core/proto/frame/length_code.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::frame {

// What the caller of Framing::next() has to do with: one package, or the wish for more bytes, or the end.
enum class Event : std::uint8_t {
    Package,  // call again with what is left of the input, even if that is nothing
    NeedMore, // all of the input is used; an incomplete package is kept
    Error,    // final: see error()
};

struct Step {
    Event event;
    std::size_t consumed;     // of the input
    std::string_view package; // into the input or into the framing: valid until the next call
};

// Codec: cuts a stream of bytes into packages. One for each direction of a connection; it holds memory only
// while a package is incomplete, and copies nothing of a package that is whole in one input.
// Owned by its connection; made by FramingRules, which outlive it. Calls nobody but the length function.
class Framing {
public:
    virtual ~Framing() = default;
    Framing(const Framing&) = delete;
    Framing& operator=(const Framing&) = delete;

    virtual Step next(std::string_view input) = 0;
    virtual std::size_t keptBytes() const = 0; // of packages that were not handed out yet
    const Error& error() const { return error_; }

protected:
    Framing() = default;
    Step fail(Error error) {
        error_ = std::move(error);
        return failed();
    }
    Step failed() const { return {Event::Error, 0, {}}; }
    bool isFailed() const { return !error_.message.empty(); }

private:
    Error error_{Errc::Malformed, {}};
};

// How long the package is that begins with these bytes: 0 = they are too few to say, less = malformed.
using LengthFunction = std::function<std::int64_t(std::string_view)>;

enum class Kind : std::uint8_t {
    None,     // whatever one read has brought
    Eof,      // open_eof_check, open_eof_split: a terminator ends a package
    Length,   // open_length_check: a number says how long it is
    Function, // package_length_func
};

// The option key of the PHP API stands beside each.
struct FramingOptions {
    Kind kind = Kind::None;
    std::string terminator = "\r\n";               // package_eof
    bool keepsTerminator = false;                  // package_eof_keep: as a part of the package
    LengthFormat length;                           // package_length_type, …_offset, package_body_offset
    LengthFunction lengthFunction;                 // package_length_func
    std::size_t maxPackageBytes = 2 * 1024 * 1024; // package_max_length, with terminator and header
};

// Options that were found valid, and what is prepared from them; shared by all connections of one port.
// Owned by the server or the client. Never changes.
class FramingRules {
public:
    static constexpr std::size_t kMaxTerminatorBytes = 256;

    static Result<std::unique_ptr<FramingRules>> create(FramingOptions options);
    std::unique_ptr<Framing> open() const;

    const FramingOptions& options() const { return options_; }
    // A function of the user's language must not be called from callbacks of the loop.
    bool callsOut() const { return options_.kind == Kind::Function; }
    const LengthCode& lengthCode() const { return lengthCode_; }
    std::size_t headerBytes() const { return options_.length.offset + lengthCode_.width(); }
    // How much of the terminator is matched after one more byte.
    std::size_t matchedAfter(std::size_t matched, char next) const;
    Error tooLarge(std::uint64_t bytes) const;

private:
    FramingRules(FramingOptions options, LengthCode code);

    FramingOptions options_;
    LengthCode lengthCode_;
    std::vector<std::uint16_t>
        fallback_; // of a match that does not go on: its longest end that is a beginning
};

} // namespace aha::frame
