#pragma once

#include "php/server/upload.h"

namespace aha::php {

// The Aha\Server\UploadedFile object of one file; the caller owns the reference.
zend_object* makeUploadedFile(const std::string& name, const std::string& type,
                              std::unique_ptr<SpooledFile> file, const HttpConfig& config);

} // namespace aha::php
