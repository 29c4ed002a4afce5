#pragma once

#define PHP_AHA_VERSION "0.1.0"
