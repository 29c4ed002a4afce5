#pragma once

#include "core/proto/http/refusal.h"
#include "core/proto/http/request_head.h"

#include <string_view>
#include <vector>

namespace aha::http {

enum class HeadKind { Request, Response };

// Runs llhttp over one complete head and appends the spans of its fields, values trimmed.
// The head has passed the line guard: what llhttp refuses beyond that is the framing fields.
Refusal parseFieldsWithLlhttp(HeadKind kind, std::string_view head, std::vector<FieldSpan>& out);

} // namespace aha::http
