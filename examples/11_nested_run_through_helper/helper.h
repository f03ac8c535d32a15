#ifndef HELPER_H
#define HELPER_H

#include <string>

std::string load_settings();

#endif
