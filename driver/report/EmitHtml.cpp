//===- EmitHtml.cpp - one file for people ---------------------------------===//
//
// Findings, sources and the graph as JSON inside of report/report.html, which
// shows them. Needs no network and nothing beside it.
//
//===----------------------------------------------------------------------===//

#include "checks/base/Embedded.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "checks/program/Program.h"
#include "driver/report/Emit.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

using namespace corolint;

namespace {

constexpr unsigned LinesAround = 3;

class Page {
public:
  Page(const Outcome &O, Sources &Texts) : O(O), Texts(Texts) {}

  Json data(const ProgramGraph &G) {
    std::set<llvm::StringRef> Looked;
    Json Findings = Json::array(), Troubles = Json::array(),
         Checks = Json::object();
    for (const Alert &A : O.Alerts) {
      if (A.isQuiet())
        continue;
      Findings.push_back(finding(A.What));
      if (const Check *C = findCheck(A.What.Check))
        Checks[C->Id.str()] = {{"summary", summaryOf(*C)},
                               {"page", linkedPageOf(*C)}};
    }
    for (const TuReport &R : O.Units) {
      if (!isPassedOver(R.Status))
        Looked.insert(R.File);
      if (std::string Words = troubleOf(R); !Words.empty())
        Troubles.push_back(
            {{"file", pathBelow(O.Root, R.File)}, {"words", Words}});
    }
    return {{"version", COROLINT_VERSION},
            {"root", O.Root},
            {"revision", O.Revision},
            {"day", O.Day},
            {"editor", O.Editor},
            {"looked", Looked.size()},
            {"checks", std::move(Checks)},
            {"findings", std::move(Findings)},
            {"troubles", std::move(Troubles)},
            {"graph", graph(G)}};
  }

private:
  /// JavaScript counts in UTF-16.
  unsigned columnOf(const Place &P, unsigned Column) {
    llvm::StringRef Line = Texts.line(P.File, P.Line);
    return Column ? 1 + utf16Length(Line.take_front(Column - 1)) : 1;
  }

  Json place(const Place &P) {
    return {{"file", pathBelow(O.Root, P.File)},
            {"line", P.Line},
            {"column", columnOf(P, P.Column)},
            {"endColumn", columnOf(P, P.EndColumn)}};
  }

  Json source(const Place &P, unsigned Around) {
    Json Rows = Json::array();
    if (!P.Line)
      return Rows;
    for (unsigned L = P.Line > Around ? P.Line - Around : 1;
         L <= P.Line + Around; ++L) {
      llvm::StringRef Line = Texts.line(P.File, L);
      if (L > P.Line && Line.empty() && Texts.line(P.File, L + 1).empty())
        break;
      Rows.push_back({L, Line.str()});
    }
    return Rows;
  }

  Json finding(const Finding &F) {
    Json J = place(F.At);
    J["check"] = F.Check;
    J["level"] = spell(F.Severity).str();
    J["words"] = F.Message;
    J["function"] = F.Function;
    J["source"] = source(F.At, LinesAround);
    J["notes"] = Json::array();
    for (const Note &N : F.Notes) {
      Json Of = place(N.At);
      Of["words"] = N.Message;
      Of["step"] = N.IsStep;
      if (N.IsStep)
        Of["source"] = source(N.At, 1);
      J["notes"].push_back(std::move(Of));
    }
    J["fixes"] = Json::array();
    for (const Fix &X : F.Fixes)
      J["fixes"].push_back({{"title", X.Title},
                            {"safe", X.Safety == Safety::Safe},
                            {"diff", diff(X, F.At.File)}});
    return J;
  }

  /// Rows of "-" and "+", and of " " for where they stand.
  Json diff(const Fix &X, const std::string &Home) {
    std::map<std::string, std::vector<Edit>> ByFile;
    for (const Edit &E : X.Edits)
      ByFile[E.File].push_back(E);
    Json Rows = Json::array();
    for (auto &[File, Edits] : ByFile) {
      llvm::sort(Edits);
      if (File != Home)
        Rows.push_back({" ", pathBelow(O.Root, File)});
      for (size_t I = 0; I != Edits.size();)
        I = hunk(Edits, I, Rows);
    }
    return Rows;
  }

  /// Edits whose lines touch, from the first on. The answer is what follows.
  size_t hunk(llvm::ArrayRef<Edit> Edits, size_t First, Json &Rows) {
    const std::string &File = Edits[First].File;
    llvm::StringRef Text = Texts.text(File);
    size_t Begin = lineBegin(Text, Edits[First].Offset), End = Begin,
           At = Begin, I = First;
    std::string After;
    do {
      const Edit &E = Edits[I];
      if (E.Offset < At || E.Offset + E.Length > Text.size())
        return Edits.size();
      After += (Text.slice(At, E.Offset) + E.Text).str();
      At = E.Offset + E.Length;
      End = lineEnd(Text, At);
    } while (++I != Edits.size() &&
             lineBegin(Text, Edits[I].Offset) <= End + 1);
    After += Text.slice(At, End);
    if (First)
      Rows.push_back({" ", "…"});
    auto Add = [&](const char *Kind, llvm::StringRef Of) {
      llvm::SmallVector<llvm::StringRef> Lines;
      Of.split(Lines, '\n');
      for (llvm::StringRef Line : Lines)
        Rows.push_back({Kind, Line.rtrim('\r').str()});
    };
    // What only comes in before a line does not change it.
    llvm::StringRef Before = Text.slice(Begin, End), New = After;
    if (!Before.empty() && New.ends_with("\n" + Before.str())) {
      Add("+", New.drop_back(Before.size() + 1));
      return I;
    }
    if (!Before.empty() || First)
      Add("-", Before);
    Add("+", New);
    return I;
  }

  static size_t lineBegin(llvm::StringRef Text, size_t At) {
    size_t Found = Text.take_front(At).rfind('\n');
    return Found == llvm::StringRef::npos ? 0 : Found + 1;
  }
  static size_t lineEnd(llvm::StringRef Text, size_t At) {
    return std::min(Text.find('\n', At), Text.size());
  }

  Json graph(const ProgramGraph &G) {
    Json Nodes = Json::array(), Edges = Json::array();
    for (const ProgramGraph::Node &N : G.Nodes)
      Nodes.push_back({{"name", N.Name},
                       {"file", pathBelow(O.Root, N.At.File)},
                       {"line", N.At.Line},
                       {"coroutine", N.IsCoroutine},
                       {"red", !N.Reaches.empty()}});
    for (const ProgramGraph::DirectEffect &L : G.DirectEffects)
      Nodes.push_back({{"name", L.Phrase}, {"leaf", true}, {"red", true}});
    for (const ProgramGraph::Edge &E : G.Edges) {
      bool Does = E.How == ProgramGraph::Edge::Does;
      Edges.push_back({E.From, Does ? G.Nodes.size() + E.To : E.To,
                       E.How == ProgramGraph::Edge::Awaits  ? "awaits"
                       : E.How == ProgramGraph::Edge::Makes ? "makes"
                       : Does                               ? "does"
                                                            : "calls"});
    }
    return {{"nodes", std::move(Nodes)}, {"edges", std::move(Edges)}};
  }

  const Outcome &O;
  Sources &Texts;
};

} // namespace

void corolint::emitHtml(const Outcome &O, Sources &Texts,
                        llvm::raw_ostream &Out) {
  llvm::StringRef Template = embeddedReport().front().Text;
  auto [Before, After] = Template.split("<!--data-->");
  Out << Before << "<script type=\"application/json\" id=\"data\">";
  // No text of a program may end the element.
  for (char C : Page(O, Texts)
                    .data(O.ClosedProgram->graph())
                    .dump(-1, ' ', false, Json::error_handler_t::replace))
    if (C == '<')
      Out << "\\u003c";
    else
      Out << C;
  Out << "</script>" << After;
}
