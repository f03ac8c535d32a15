#include "checks/base/Registry.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/Inspect.h"
#include "driver/options/Options.h"
#include "driver/unit/FindingJson.h"

using namespace corolint;

static void listAsJson(llvm::raw_ostream &Out) {
  Json List = Json::array();
  for (const Check *C : allChecks()) {
    Json Tags = Json::array(), Options = Json::array();
    for (llvm::StringRef Tag : C->Tags)
      Tags.push_back(Tag.str());
    for (const CheckOption &O : C->Options) {
      Json Option = {{"key", (C->Id + "." + O.Key).str()},
                     {"default", O.Default.str()},
                     {"doc", O.Doc.str()}};
      llvm::SmallVector<llvm::StringRef> Values;
      O.Values.split(Values, '|', -1, /*KeepEmpty=*/false);
      for (llvm::StringRef Value : Values)
        Option["values"].push_back(Value.str());
      Options.push_back(std::move(Option));
    }
    List.push_back({{"id", C->Id.str()},
                    {"level", spell(C->Severity).str()},
                    {"precision", spell(C->Precision).str()},
                    {"summary", summaryOf(*C)},
                    {"page", pageUrlOf(*C)},
                    {"tags", std::move(Tags)},
                    {"options", std::move(Options)}});
  }
  Out << print(List);
}

static void listAsText(llvm::raw_ostream &Out) {
  for (const Check *C : allChecks()) {
    Out << C->Id << " (" << spell(C->Severity) << ")\n    " << summaryOf(*C)
        << '\n';
    for (const CheckOption &O : C->Options) {
      Out << "    " << C->Id << '.' << O.Key << " = "
          << (O.Default.empty() ? llvm::StringRef("''")
                                : llvm::StringRef(O.Default));
      if (!O.Values.empty())
        Out << " (" << O.Values << ')';
      Out << ": " << O.Doc << '\n';
    }
  }
}

static void listAsMarkdown(llvm::raw_ostream &Out) {
  Out << "| check | level | what it reports |\n|---|---|---|\n";
  for (const Check *C : allChecks())
    Out << "| [" << C->Id << "](" << pageUrlOf(*C) << ") | "
        << spell(C->Severity) << " | " << summaryOf(*C) << " |\n";
}

int corolint::listChecks(const Options &O) {
  switch (O.ListAs) {
  case Listing::Text:
    listAsText(llvm::outs());
    break;
  case Listing::Json:
    listAsJson(llvm::outs());
    break;
  case Listing::Markdown:
    listAsMarkdown(llvm::outs());
    break;
  }
  return Clean;
}
