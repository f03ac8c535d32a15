#include "checks/base/Respell.h"
#include "llvm/ADT/StringExtras.h"

std::string corolint::respelled(std::string Code, const std::string &From,
                                const std::string &To) {
  for (size_t At = 0; (At = Code.find(From + "::", At)) != std::string::npos;
       At += To.size()) {
    bool IsWhole = At == 0 || (!llvm::isAlnum(Code[At - 1]) &&
                               Code[At - 1] != '_' && Code[At - 1] != ':');
    if (IsWhole)
      Code.replace(At, From.size(), To);
    else
      At += From.size() - To.size();
  }
  return Code;
}
