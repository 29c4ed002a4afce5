#pragma once

// The methods of Aha\Network\Server that are about connections, packets, listeners and statistics have files
// of their own. The generated table of methods stands in server.cpp and has to know them.
#include "php/zend.h"

#define AHA_SERVER_CALL(method) void aha_server_##method(INTERNAL_FUNCTION_PARAMETERS)
extern AHA_SERVER_CALL(send);
extern AHA_SERVER_CALL(sendFile);
extern AHA_SERVER_CALL(close);
extern AHA_SERVER_CALL(exist);
extern AHA_SERVER_CALL(connection);
extern AHA_SERVER_CALL(connections);
extern AHA_SERVER_CALL(heartbeat);
extern AHA_SERVER_CALL(getClientList);
extern AHA_SERVER_CALL(getClientInfo);
extern AHA_SERVER_CALL(bind);
extern AHA_SERVER_CALL(sendto);
extern AHA_SERVER_CALL(joinMulticast);
extern AHA_SERVER_CALL(leaveMulticast);
extern AHA_SERVER_CALL(stats);
extern AHA_SERVER_CALL(statusJson);
extern AHA_SERVER_CALL(addListener);
extern AHA_SERVER_CALL(addProcess);
extern AHA_SERVER_CALL(reloadCertificates);

namespace aha::php {

// What ends a package on that connection (package_eof); null: there is no such connection, or its packages
// end in another way. The caller owns the reference.
zend_string* packageEofOf(zval* server, zend_long fd);

} // namespace aha::php
