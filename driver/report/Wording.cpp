#include "driver/report/Wording.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;
using llvm::StringRef;

/// Words after a comma that begin to say what follows of what came before.
static constexpr llvm::StringLiteral Turns[] = {
    "so ",    "but ",   "though ",  "and ",   "when ",
    "which ", "where ", "because ", "while ", "until "};

/// The length of what parts two clauses here; 0: nothing does.
static size_t breakAt(StringRef Rest) {
  if (Rest.starts_with(": ") || Rest.starts_with("; "))
    return 2;
  if (Rest.starts_with(", ") && llvm::any_of(Turns, [&](StringRef Turn) {
        return Rest.drop_front(2).starts_with(Turn);
      }))
    return 2;
  return 0;
}

Wording Wording::of(StringRef Message) {
  bool IsQuoted = false;
  for (size_t At = 0; At != Message.size(); ++At) {
    // In "the coroutine's thread" it is no quote.
    if (Message[At] == '\'' && !IsQuoted)
      IsQuoted = At == 0 || !llvm::isAlnum(Message[At - 1]);
    else if (Message[At] == '\'')
      IsQuoted = At + 1 != Message.size() && llvm::isAlnum(Message[At + 1]);
    if (IsQuoted)
      continue;
    if (size_t Length = breakAt(Message.substr(At)))
      return {Message.take_front(At), Message.substr(At + Length)};
  }
  return {Message, ""};
}
