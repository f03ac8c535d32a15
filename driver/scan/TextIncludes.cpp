#include "driver/scan/TextIncludes.h"
#include "checks/base/Sources.h"
#include "clang/Basic/TokenKinds.h"
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace path = llvm::sys::path;

Directives corolint::directivesIn(llvm::StringRef Text) {
  using namespace clang::dependency_directives_scan;
  llvm::SmallVector<Token, 64> Tokens;
  llvm::SmallVector<Directive, 32> Found;
  corolint::Directives All;
  // What clang can't read, nobody has followed.
  All.HasOthers = clang::scanSourceForDependencyDirectives(Text, Tokens, Found);
  for (const Directive &D : Found) {
    // "#", the directive, its first word.
    if (D.Tokens.size() < 3)
      continue;
    const Token &First = D.Tokens[2];
    llvm::StringRef Word = Text.slice(First.Offset, First.getEnd());
    switch (D.Kind) {
    case pp_include:
    case pp_include_next:
    case pp_import:
    case pp___include_macros:
      if (First.is(clang::tok::header_name))
        All.Includes.push_back({Word.drop_front().drop_back().str(),
                                /*IsQuoted=*/Word.starts_with("\"")});
      else
        All.HasOthers = true;
      break;
    default:
      break;
    }
  }
  return All;
}

TextIncludes::NameLookup &TextIncludes::lookupOf(const Command &C) {
  std::vector<std::string> Key = C.Args;
  Key.pop_back();
  Key.push_back(C.Directory);
  Key.push_back(C.Others.spelled());
  Key.push_back(path::parent_path(C.File).str());
  auto Known = Lookups.find(Key);
  if (Known != Lookups.end())
    return Known->second;
  return Lookups.emplace(std::move(Key), NameLookup{SearchDirectories(C), {}})
      .first->second;
}

std::string TextIncludes::real(llvm::StringRef File) {
  using llvm::sys::fs::file_type;
  file_type Type = llvm::sys::fs::get_file_type(File, /*Follow=*/false);
  if (Type == file_type::symlink_file && llvm::sys::fs::is_regular_file(File))
    return realPath(File);
  if (Type != file_type::regular_file)
    return "";
  auto [It, New] = RealDirectories.try_emplace(path::parent_path(File));
  if (New)
    It->second = realPath(It->first());
  llvm::SmallString<256> Path(It->second);
  path::append(Path, path::filename(File));
  return std::string(Path);
}

const std::vector<std::string> &
TextIncludes::found(NameLookup &In, const Directives::Include &I,
                    llvm::StringRef From) {
  llvm::StringRef Home = path::parent_path(From);
  bool IsBeside = I.IsQuoted && !path::is_absolute(I.Name);
  auto [It, New] =
      In.Found.try_emplace(IsBeside ? (Home + "\"" + I.Name).str() : I.Name);
  if (!New)
    return It->second;
  auto Take = [&](llvm::StringRef Directory) {
    llvm::SmallString<256> Path(Directory);
    path::append(Path, I.Name);
    std::string File = real(Path);
    if (!File.empty() && In.Directories.isOwn(File))
      It->second.push_back(std::move(File));
  };
  if (path::is_absolute(I.Name))
    Take("");
  else {
    if (IsBeside)
      Take(Home);
    for (const std::string &D : In.Directories.named())
      Take(D);
  }
  return It->second;
}

const Directives &TextIncludes::directivesOf(const std::string &File) {
  auto [It, New] = Known.try_emplace(File);
  if (New)
    It->second = directivesIn(textOf(File));
  return It->second;
}

TextIncludes::Reach TextIncludes::of(const Command &C) {
  NameLookup &In = lookupOf(C);
  Reach All;
  All.Macros = In.Directories.Macros;
  llvm::StringSet<> Seen;
  auto Take = [&](const std::vector<std::string> &Files) {
    for (const std::string &File : Files)
      if (Seen.insert(File).second)
        All.Own.push_back(File);
  };
  Take({real(C.File)});
  for (const std::string &Name : In.Directories.Forced)
    Take(found(In, {Name, true}, C.Directory + "/."));
  for (size_t I = 0; I != All.Own.size(); ++I) {
    const std::string File = All.Own[I];
    const Directives &D = directivesOf(File);
    All.IsAll &= !D.HasOthers;
    for (const Directives::Include &Next : D.Includes)
      Take(found(In, Next, File));
  }
  return All;
}
