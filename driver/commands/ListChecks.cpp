#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/Inspect.h"
#include "driver/input/Config.h"
#include "driver/options/Options.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/STLExtras.h"

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
                    {"preview", isPreview(*C)},
                    {"summary", summaryOf(*C)},
                    {"page", pageUrlOf(*C)},
                    {"tags", std::move(Tags)},
                    {"options", std::move(Options)}});
  }
  Out << print(List);
}

/// As they are configured in the working directory.
static void listAsText(const TuConfig &Here, llvm::raw_ostream &Out) {
  for (const Check *C : allChecks()) {
    bool IsOn = llvm::is_contained(Here.Selected.Checks, C);
    Out << C->Id << " (" << spell(C->Severity)
        << (IsOn            ? ""
            : isPreview(*C) ? "; a preview: off without --preview"
                            : "; off in this directory")
        << ")\n    " << summaryOf(*C) << '\n';
    for (const CheckOption &O : C->Options) {
      llvm::StringRef Value = Here.Selected.option(*C, O.Key);
      Out << "    " << C->Id << '.' << O.Key << " = "
          << (Value.empty() ? llvm::StringRef("''") : Value);
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

llvm::Expected<int> corolint::listChecks(const Options &O) {
  switch (O.ListAs) {
  case Listing::Text: {
    auto Here = Config(O).of(workingDirectory() + "/any.cpp");
    if (!Here)
      return Here.takeError();
    listAsText(*Here, llvm::outs());
    break;
  }
  case Listing::Json:
    listAsJson(llvm::outs());
    break;
  case Listing::Markdown:
    listAsMarkdown(llvm::outs());
    break;
  }
  return Clean;
}
