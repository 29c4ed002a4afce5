#include "php/server/uploaded_file.h"

#include "php/error.h"
#include "php/server/http_config.h"

#include "php_stubs/Server/UploadedFile_arginfo.h"

namespace aha::php {

// Native part of Aha\Server\UploadedFile: owns the bytes.
class UploadedFile {
public:
    void open(std::unique_ptr<SpooledFile> file, const HttpConfig& config) {
        file_ = std::move(file);
        folder_ = uploadFolder(config);
    }
    SpooledFile& file() { return *file_; }
    const std::string& folder() const { return folder_; }
    void visit(Gc&) {}

private:
    std::unique_ptr<SpooledFile> file_;
    std::string folder_;
};

static constexpr zend_long kUploadOk = 0, kUploadNoFile = 4; // UPLOAD_ERR_*

zend_object* makeUploadedFile(const std::string& name, const std::string& type,
                              std::unique_ptr<SpooledFile> file, const HttpConfig& config) {
    zend_object* object = Class<UploadedFile>::create(Class<UploadedFile>::entry);
    zval* properties = object->properties_table; // in the order of the stub
    ZVAL_STRINGL(&properties[0], name.data(), name.size());
    ZVAL_STRINGL(&properties[1], type.data(), type.size());
    ZVAL_LONG(&properties[2], static_cast<zend_long>(file->size()));
    ZVAL_LONG(&properties[3], name.empty() && file->size() == 0 ? kUploadNoFile : kUploadOk);
    Class<UploadedFile>::from(object).open(std::move(file), config);
    return object;
}

void registerUploadedFile() {
    Class<UploadedFile>::install(register_class_Aha_Server_UploadedFile(zend_ce_arrayaccess));
}

static UploadedFile& uploadedFileOf(zval* zv) { return Class<UploadedFile>::from(zv); }

static void returnPath(zval* object, zval* result) {
    UploadedFile& upload = uploadedFileOf(object);
    if (auto spooled = upload.file().spool(upload.folder()); !spooled) {
        throwError(spooled.error());
        return;
    }
    ZVAL_STRINGL(result, upload.file().path().data(), upload.file().path().size());
}

static bool isKey(zval* offset) {
    if (Z_TYPE_P(offset) != IS_STRING) {
        return false;
    }
    std::string_view key = view(Z_STR_P(offset));
    return key == "name" || key == "type" || key == "size" || key == "error" || key == "tmp_name";
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_UploadedFile, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Server_UploadedFile, content) {
    ZEND_PARSE_PARAMETERS_NONE();
    auto content = uploadedFileOf(ZEND_THIS).file().content();
    if (!content) {
        throwError(content.error());
        RETURN_THROWS();
    }
    RETURN_STRINGL(content.value().data(), content.value().size());
}

PHP_METHOD(Aha_Server_UploadedFile, path) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPath(ZEND_THIS, return_value);
}

PHP_METHOD(Aha_Server_UploadedFile, moveTo) {
    zend_string* path;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();
    if (php_check_open_basedir(ZSTR_VAL(path))) {
        RETURN_THROWS();
    }
    if (auto moved = uploadedFileOf(ZEND_THIS).file().moveTo(std::string(view(path))); !moved) {
        throwError(moved.error());
    }
}

PHP_METHOD(Aha_Server_UploadedFile, offsetExists) {
    zval* offset;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(isKey(offset));
}

PHP_METHOD(Aha_Server_UploadedFile, offsetGet) {
    zval* offset;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    if (!isKey(offset)) {
        RETURN_NULL();
    }
    if (view(Z_STR_P(offset)) == "tmp_name") {
        returnPath(ZEND_THIS, return_value);
        return;
    }
    zval storage;
    zval* value = zend_read_property_ex(Class<UploadedFile>::entry, Z_OBJ_P(ZEND_THIS), Z_STR_P(offset), true,
                                        &storage);
    RETURN_COPY_DEREF(value);
}

PHP_METHOD(Aha_Server_UploadedFile, offsetSet) {
    throwException(exceptions.state, "An uploaded file cannot be changed");
}

PHP_METHOD(Aha_Server_UploadedFile, offsetUnset) {
    throwException(exceptions.state, "An uploaded file cannot be changed");
}
