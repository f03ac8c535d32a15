#include "checks/analysis/Fate.h"

namespace corolint {

Fates::Fates(const Facts &All, Flow &Ways) : Ways(Ways) {
  for (const TaskLocal &L : All.Locals)
    Locals[L.Var] = &L;
}

Fate Fates::of(const TaskExpr &T) const {
  switch (T.Used.How) {
  case Use::Discarded:
    return Discarded{};
  case Use::Voided:
    return Discarded{/*InWriting=*/true};
  case Use::Local: {
    const TaskLocal *L = Locals.lookup(T.Used.Local);
    if (!L)
      return Handled{Use::Stored};
    if (L->Mentions.empty())
      return NeverMentioned{L};
    if (auto Out = Ways.withoutMention(*L))
      return DroppedOnAPath{L, *Out};
    return Handled{Use::Local};
  }
  default:
    return Handled{T.Used.How};
  }
}

} // namespace corolint
