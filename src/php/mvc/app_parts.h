#pragma once

namespace aha::php {

class Application;

// The environment and the debug flag of an application, from the command line, the environment or php.ini,
// where one of them says so. False: EG(exception) is set.
bool applyEnv(Application& application);

} // namespace aha::php
