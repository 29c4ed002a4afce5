#include "core/client/mysql/mysql_question.h"

#ifdef HAVE_MARIADB

#include <utility>

namespace aha::client {

static SqlCommand commandOf(std::string sql) {
    SqlCommand command;
    command.sql = std::move(sql);
    return command;
}

MysqlQuestion::MysqlQuestion(MysqlLink& link, std::string sql, Answer answer)
    : command_(commandOf(std::move(sql))), answer_(std::move(answer)), run_(link, command_, *this) {}

} // namespace aha::client

#endif
