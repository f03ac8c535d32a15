#include "checks/base/RequiredVersion.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;

using Numbers = llvm::SmallVector<unsigned, 3>;

/// "1.2.3"; empty: it is none.
static Numbers numbersOf(llvm::StringRef Version) {
  Numbers All;
  for (llvm::StringRef Part : llvm::split(Version, '.')) {
    unsigned Number;
    if (All.size() == 3 || Part.getAsInteger(10, Number))
      return {};
    All.push_back(Number);
  }
  return All;
}

std::string corolint::versionTrouble(llvm::StringRef Required,
                                     llvm::StringRef Own) {
  for (llvm::StringRef Condition : llvm::split(Required, ',')) {
    llvm::StringRef Version = Condition.trim();
    llvm::StringRef Sign =
        Version.take_until([](char C) { return llvm::isDigit(C); });
    Numbers Wanted = numbersOf(Version.drop_front(Sign.size()));
    Sign = Sign.trim();
    bool IsExact = Sign.empty() || Sign == "==";
    bool IsKnown =
        IsExact || Sign == ">=" || Sign == ">" || Sign == "<=" || Sign == "<";
    if (Wanted.empty() || !IsKnown)
      return ("'" + Condition.trim() +
              "' is no version such as 0.2, >=0.2 or >=0.2,<0.4")
          .str();
    // 0.2 stands for all of 0.2.x where it stands alone, else for 0.2.0.
    Numbers Here = numbersOf(Own);
    Here.resize(IsExact ? Wanted.size() : 3);
    Wanted.resize(Here.size());
    bool IsTooOld = Here < Wanted ? Sign != "<" && Sign != "<="
                                  : Here == Wanted && Sign == ">";
    bool IsTooNew = Wanted < Here ? Sign != ">" && Sign != ">="
                                  : Here == Wanted && Sign == "<";
    if (IsTooOld || IsTooNew)
      return ("'" + Required + "' is required, and this is corolint " + Own +
              ", which is too " + (IsTooOld ? "old" : "new"))
          .str();
  }
  return "";
}
