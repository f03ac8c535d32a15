#ifndef HELPER_H
#define HELPER_H

#include <string>

void warm_up();
std::string first_line(const std::string &path);

#endif
