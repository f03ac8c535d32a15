#include "driver/Trial.h"
#include "driver/Worker.h"
#include "llvm/ADT/STLExtras.h"
#include <set>
#include <tuple>

using namespace corolint;

namespace {

class Trial {
public:
  Trial(const Job &J, TuReport &R) : J(J), R(R) {}

  void run() {
    size_t Most = 0;
    for (const Finding &F : R.Findings)
      Most = std::max(Most, F.Fixes.size());
    // Of several fixes for one finding, one at a time.
    for (size_t Nth = 0; Nth != Most; ++Nth) {
      std::vector<Asked> Round;
      for (size_t I = 0; I != R.Findings.size(); ++I)
        if (Nth < R.Findings[I].Fixes.size())
          Round.push_back({I, Nth});
      std::vector<Asked> Holding;
      check(std::move(Round), Holding);
    }
    // From the last on: the others keep their numbers.
    llvm::sort(Bad, [](const auto &A, const auto &B) { return B < A; });
    for (const auto &[Which, Why] : Bad) {
      Finding &F = R.Findings[Which.Finding];
      F.Notes.push_back(
          {F.At,
           std::string("a fix that ") + Why + ": " + F.Fixes[Which.Nth].Title,
           false});
      F.Fixes.erase(F.Fixes.begin() + Which.Nth);
    }
  }

private:
  struct Asked {
    size_t Finding, Nth;
    auto operator<=>(const Asked &) const = default;
  };
  /// A finding wherever an edit has moved it.
  using Gist = std::tuple<std::string, std::string, std::string>;

  static std::multiset<Gist> gists(llvm::ArrayRef<Finding> All) {
    std::multiset<Gist> Of;
    for (const Finding &F : All)
      Of.insert({F.Check, F.Function, F.Words});
    return Of;
  }

  /// `With`: what holds so far and will be there as well. What holds joins it.
  void check(std::vector<Asked> Fixes, std::vector<Asked> &With) {
    std::vector<Asked> Alone;
    for (std::vector<Asked> *Beside = &With; !Fixes.empty(); Beside = &Alone) {
      std::vector<Asked> All = *Beside, Taken, Rest;
      llvm::append_range(All, Fixes);
      std::vector<const Fix *> Texts;
      for (Asked A : All)
        Texts.push_back(&R.Findings[A.Finding].Fixes[A.Nth]);
      FixPlan Plan = planFixes(Texts, R.Parsed);
      for (size_t I = Beside->size(); I != All.size(); ++I)
        (Plan.Taken[I] ? Taken : Rest).push_back(All[I]);
      std::vector<Asked> Tried = *Beside;
      llvm::append_range(Tried, Taken);
      // Of files that have changed; or they overlap with what is there.
      if (Taken.empty() && Beside == &Alone)
        return;
      if (Taken.empty()) {
      } else if (Looks == MostLooks) {
        for (Asked A : Taken)
          Bad.emplace_back(A, "was not tried");
      } else if (const char *Why = whyNot(Plan, Tried)) {
        if (Taken.size() == 1) {
          Bad.emplace_back(Taken.front(), Why);
        } else {
          size_t Half = Taken.size() / 2;
          check({Taken.begin(), Taken.begin() + Half}, *Beside);
          check({Taken.begin() + Half, Taken.end()}, *Beside);
        }
      } else {
        *Beside = std::move(Tried);
      }
      Fixes = std::move(Rest);
      Alone.clear();
    }
  }

  /// Null: they hold.
  const char *whyNot(const FixPlan &Plan, llvm::ArrayRef<Asked> Taken) {
    ++Looks;
    TuReport After = look(J, Plan.Texts);
    if (After.Status != TuStatus::Ok)
      return "does not compile here";
    std::multiset<Gist> Left = gists(R.Findings);
    for (Asked A : Taken) {
      const Finding &F = R.Findings[A.Finding];
      Left.erase(Left.find({F.Check, F.Function, F.Words}));
    }
    for (const Gist &G : gists(After.Findings)) {
      auto It = Left.find(G);
      if (It == Left.end())
        return "leads to another finding";
      Left.erase(It);
    }
    return nullptr;
  }

  /// Many fixes that do not hold must not cost the unit its time.
  static constexpr unsigned MostLooks = 24;

  const Job &J;
  TuReport &R;
  unsigned Looks = 0;
  std::vector<std::pair<Asked, const char *>> Bad;
};

} // namespace

void corolint::tryFixes(const Job &J, TuReport &R) {
  if (R.Status == TuStatus::Ok &&
      llvm::any_of(R.Findings,
                   [](const Finding &F) { return !F.Fixes.empty(); }))
    Trial(J, R).run();
}
