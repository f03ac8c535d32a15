#include "helper.h"

#include <chrono>
#include <fstream>
#include <thread>

using namespace std::chrono_literals;

constexpr auto unit = 20ms;

void warm_up() { std::this_thread::sleep_for(5 * unit); }

std::string first_line(const std::string &path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}
