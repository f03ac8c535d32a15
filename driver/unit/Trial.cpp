#include "driver/unit/Trial.h"
#include "checks/program/Program.h"
#include "driver/unit/Worker.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <map>
#include <set>
#include <tuple>

using namespace corolint;

namespace {

/// Where what stands outside of all edits of a file comes to stand.
class Shifts {
public:
  explicit Shifts(const clang::tooling::Replacements &Edits) {
    long By = 0;
    for (const clang::tooling::Replacement &E : Edits) {
      By += long(E.getReplacementText().size()) - long(E.getLength());
      Behind.emplace_back(E.getOffset() + E.getLength(), By);
    }
  }

  unsigned operator()(unsigned Offset) const {
    auto Next = llvm::partition_point(
        Behind, [&](const auto &E) { return E.first <= Offset; });
    return Next == Behind.begin() ? Offset : Offset + std::prev(Next)->second;
  }

private:
  /// The ends of the edits, with the bytes that they and those before them add.
  std::vector<std::pair<unsigned, long>> Behind;
};

class Trial {
public:
  Trial(const Job &J, TuReport &R, const Preamble *Shared)
      : J(J), R(R), Shared(Shared), Findings(all(R)) {}

  void run() {
    size_t Most = 0;
    for (const Finding *F : Findings)
      Most = std::max(Most, F->Fixes.size());
    // Of several fixes for one finding, one at a time.
    for (size_t Nth = 0; Nth != Most; ++Nth) {
      std::vector<Asked> Round;
      for (size_t I = 0; I != Findings.size(); ++I)
        if (Nth < Findings[I]->Fixes.size()) {
          if (mayTry(Findings[I]->Fixes[Nth]))
            Round.push_back({I, Nth});
          else
            Bad.emplace_back(Asked{I, Nth}, "was not tried, as --fix would");
        }
      std::vector<Asked> Holding;
      check(std::move(Round), Holding);
    }
    // From the last on: the others keep their numbers.
    llvm::sort(Bad, [](const auto &A, const auto &B) { return B < A; });
    for (const auto &[Which, Why] : Bad) {
      Finding &F = *Findings[Which.Finding];
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

  static std::vector<Finding *> standing(TuReport &R) {
    std::vector<Finding *> All;
    for (Finding &F : R.Findings)
      All.push_back(&F);
    return All;
  }

  /// Those that may come to stand.
  static std::vector<Finding *> open(TuReport &R) {
    std::vector<Finding *> All;
    for (OpenFinding &F : R.Open)
      All.push_back(&F.What);
    return All;
  }

  static std::vector<Finding *> all(TuReport &R) {
    std::vector<Finding *> All = standing(R);
    llvm::append_range(All, open(R));
    return All;
  }

  static Gist gist(const Finding &F) {
    return {F.Check, F.Function, F.Message};
  }

  static std::multiset<Gist> gists(llvm::ArrayRef<Finding *> All) {
    std::multiset<Gist> Of;
    for (const Finding *F : All)
      Of.insert(gist(*F));
    return Of;
  }

  /// Those of the open findings that hold by what this unit alone says.
  static std::vector<std::pair<Gist, Level>> settled(const TuReport &R) {
    std::vector<std::pair<Gist, Level>> All;
    if (R.Open.empty())
      return All;
    Program Own;
    Own.add(R.Summary);
    Own.close();
    for (const OpenFinding &F : R.Open)
      if (std::optional<Resolved> S = Own.resolve(F.If))
        All.push_back(
            {{F.What.Check, F.What.Function, S->Message}, S->Severity});
    return All;
  }

  /// Is there still time for it? A body comes with all the edits in it.
  bool mayTry(const Fix &F) {
    if (J.MakesFixes)
      return true;
    size_t More = 0;
    std::vector<const FunctionExtent *> Bodies;
    for (const Edit &E : F.Edits) {
      const FunctionExtent *Body = bodyOf(E);
      if (!Body) {
        More += AwaitCost;
      } else if (!ReadAgain.contains(Body) &&
                 !llvm::is_contained(Bodies, Body)) {
        Bodies.push_back(Body);
        More += Body->End - Body->Begin + AwaitCost * editsIn(*Body);
      }
    }
    if (Again + More > mostAgain())
      return false;
    Again += More;
    ReadAgain.insert(Bodies.begin(), Bodies.end());
    return true;
  }

  const FunctionExtent *bodyOf(const Edit &E) const {
    return functionAround(R.Fixable, E.File, E.Offset, E.Offset + E.Length);
  }

  size_t editsIn(const FunctionExtent &Body) {
    if (EditsIn.empty())
      for (const Finding *F : Findings)
        for (const Fix &One : F->Fixes)
          for (const Edit &E : One.Edits)
            ++EditsIn[bodyOf(E)];
    return EditsIn[&Body];
  }

  /// See `AlwaysAgain`.
  size_t mostAgain() {
    if (!MostAgain) {
      MostAgain = AlwaysAgain;
      for (size_t I = 0; I != R.Fixable.size(); ++I)
        if (uint64_t Size;
            (I == 0 || R.Fixable[I].File != R.Fixable[I - 1].File) &&
            !llvm::sys::fs::file_size(R.Fixable[I].File, Size))
          MostAgain += Size / 3;
    }
    return MostAgain;
  }

  /// `With`: what holds so far and will be there as well. What holds joins it.
  void check(std::vector<Asked> Fixes, std::vector<Asked> &With) {
    std::vector<Asked> Alone;
    for (std::vector<Asked> *Beside = &With; !Fixes.empty(); Beside = &Alone) {
      std::vector<Asked> All = *Beside, Taken, Rest;
      llvm::append_range(All, Fixes);
      std::vector<const Fix *> Texts;
      for (Asked A : All)
        Texts.push_back(&Findings[A.Finding]->Fixes[A.Nth]);
      FixPlan Plan = planFixes(Texts, R.Parsed);
      for (size_t I = Beside->size(); I != All.size(); ++I)
        (Plan.Taken[I] ? Taken : Rest).push_back(All[I]);
      std::vector<Asked> Tried = *Beside;
      llvm::append_range(Tried, Taken);
      // Of files that have changed; or they overlap with what is there.
      if (Taken.empty() && Beside == &Alone)
        return;
      if (Taken.empty()) {
      } else if (Looks >= MostLooks) {
        for (Asked A : Taken)
          Bad.emplace_back(A, "was not tried");
      } else if (const char *Why =
                     whyNot(Plan, Tried, /*IsAlone=*/Taken.size() == 1)) {
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

  /// The functions that the fixes change, that tell why, or that these call;
  /// none if they change more than bodies that say nothing to the rest of the
  /// unit.
  std::optional<FunctionNames> touched(const FixPlan &Plan,
                                       llvm::ArrayRef<Asked> Taken) const {
    FunctionNames Names;
    std::map<std::string, Shifts> Moved;
    for (const auto &[File, Edits] : Plan.Edits)
      Moved.emplace(File, Edits);
    auto AddFunction = [&](const FunctionExtent &F) {
      auto By = Moved.find(F.File);
      Names[F.File].insert(By == Moved.end() ? F.Name : By->second(F.Name));
    };
    auto Add = [&](const std::string &File, unsigned Begin, unsigned End) {
      const FunctionExtent *F = functionAround(R.Fixable, File, Begin, End);
      if (F)
        AddFunction(*F);
      return F != nullptr;
    };
    for (Asked A : Taken) {
      const Finding &F = *Findings[A.Finding];
      for (const Edit &E : F.Fixes[A.Nth].Edits)
        if (!Add(E.File, E.Offset, E.Offset + E.Length))
          return std::nullopt;
      Add(F.At.File, F.At.Offset, F.At.Offset);
      for (const Note &N : F.Notes)
        Add(N.At.File, N.At.Offset, N.At.Offset);
    }
    // What a mended body says may come of what it calls.
    for (const FunctionExtent &F : R.CalledByFixable)
      AddFunction(F);
    return Names;
  }

  /// Null: they hold. Most do, so that the bodies that they change are enough
  /// to know it; whether one does not is for the whole unit to say. `IsAlone`:
  /// of those that are new.
  const char *whyNot(const FixPlan &Plan, llvm::ArrayRef<Asked> Taken,
                     bool IsAlone) {
    if (auto Only = touched(Plan, Taken)) {
      const char *Why = whyNot(look(Plan, &*Only), Taken);
      if (!Why || !IsAlone)
        return Why;
    }
    return whyNot(look(Plan), Taken);
  }

  TuReport look(const FixPlan &Plan, const FunctionNames *Only = nullptr) {
    ++Looks;
    return analyzeOnce(J, Plan.Texts, Shared, Only);
  }

  const char *whyNot(TuReport After, llvm::ArrayRef<Asked> Taken) const {
    if (After.Status != TuStatus::Ok)
      return "does not compile here";
    std::multiset<Gist> Left = gists(standing(R)), LeftOpen = gists(open(R)),
                        StillOpen = gists(open(After));
    std::set<Gist> Resolved;
    // Who takes a suggestion to mend a warning looks at a note that comes of
    // it.
    bool MayBringNotes = true;
    for (Asked A : Taken) {
      const Finding &F = *Findings[A.Finding];
      MayBringNotes &= F.Severity > Level::Note &&
                       F.Fixes[A.Nth].Safety == Safety::Suggested;
      Gist G = gist(F);
      bool IsOpen = A.Finding >= R.Findings.size();
      std::multiset<Gist> &In = IsOpen ? LeftOpen : Left;
      In.erase(In.find(G));
      if (IsOpen)
        Resolved.insert(G);
    }
    for (const Finding *F : standing(After)) {
      auto It = Left.find(gist(*F));
      if (It != Left.end())
        Left.erase(It);
      else if (!MayBringNotes || F->Severity > Level::Note)
        return "leads to another finding";
    }
    // Of what is open, this unit may settle some; the rest is for the program
    // to say.
    std::multiset<Gist> Known;
    for (const auto &[G, Severity] : settled(R))
      Known.insert(G);
    for (const auto &[G, Severity] : settled(After))
      if (auto It = Known.find(G); It != Known.end())
        Known.erase(It);
      else if (!MayBringNotes || Severity > Level::Note)
        return "leads to another finding";
    for (const Gist &G : Resolved)
      if (StillOpen.count(G) > LeftOpen.count(G))
        return "does not remove its finding";
    return nullptr;
  }

  /// Many fixes that do not hold must not cost the unit its time.
  static constexpr unsigned MostLooks = 24;
  /// Nor must those that hold, in code as generators write it: bodies are read
  /// once more up to a third of their files, in bytes, and these. An edit
  /// counts as some: most bring an await, which is more work for the compiler
  /// than its text says.
  static constexpr size_t AlwaysAgain = 4 << 10, AwaitCost = 32;

  const Job &J;
  TuReport &R;
  const Preamble *const Shared;
  const std::vector<Finding *> Findings;
  unsigned Looks = 0;
  size_t Again = 0, MostAgain = 0;            ///< Bytes.
  std::set<const FunctionExtent *> ReadAgain; ///< Of `R.Fixable`.
  std::map<const FunctionExtent *, size_t> EditsIn;
  std::vector<std::pair<Asked, const char *>> Bad;
};

} // namespace

bool corolint::hasFixes(const TuReport &R) {
  auto Has = [](const Finding &F) { return !F.Fixes.empty(); };
  return R.Status == TuStatus::Ok &&
         (llvm::any_of(R.Findings, Has) ||
          llvm::any_of(R.Open,
                       [&](const OpenFinding &F) { return Has(F.What); }));
}

void corolint::tryFixes(const Job &J, TuReport &R, const Preamble *Shared) {
  if (!hasFixes(R))
    return;
  auto Begin = std::chrono::steady_clock::now();
  Trial(J, R, Shared).run();
  R.Fixable.clear();
  R.CalledByFixable.clear();
  R.Took.Fix =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Begin)
          .count();
}
