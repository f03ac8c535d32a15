#include "driver/scan/TextIncludes.h"
#include "checks/base/Sources.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace path = llvm::sys::path;

Directives corolint::directivesIn(llvm::StringRef Text) {
  Directives All;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    auto Name = [&] {
      return Line.ltrim().take_while(
          [](char C) { return llvm::isAlnum(C) || C == '_'; });
    };
    if (Line.consume_front("define") || Line.consume_front("undef")) {
      All.Macros.push_back(identifierHash(Name()));
      continue;
    }
    if (!Line.consume_front("include") && !Line.consume_front("import"))
      continue;
    Line.consume_front("_next");
    All.BeforeIncludes = All.Macros.size();
    Line = Line.ltrim();
    if (Line.consume_front("<"))
      All.Includes.push_back(
          {Line.take_until([](char C) { return C == '>'; }).str(), false});
    else if (Line.consume_front("\""))
      All.Includes.push_back(
          {Line.take_until([](char C) { return C == '"'; }).str(), true});
    else
      All.HasOthers = true;
  }
  return All;
}

TextIncludes::Search &TextIncludes::searchOf(const Command &C) {
  std::vector<std::string> Key = C.Args;
  Key.pop_back();
  Key.push_back(C.Directory);
  Key.push_back(C.Others.spelled());
  Key.push_back(path::parent_path(C.File).str());
  auto Known = Searches.find(Key);
  if (Known != Searches.end())
    return Known->second;
  return Searches.emplace(std::move(Key), Search{SearchDirectories(C), {}})
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
TextIncludes::found(Search &In, const Directives::Include &I,
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
    if (!File.empty() && In.Where.isOwn(File))
      It->second.push_back(std::move(File));
  };
  if (path::is_absolute(I.Name))
    Take("");
  else {
    if (IsBeside)
      Take(Home);
    for (const std::string &D : In.Where.named())
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
  Search &In = searchOf(C);
  Reach All;
  All.Macros = In.Where.Macros;
  llvm::StringSet<> Seen;
  auto Take = [&](const std::vector<std::string> &Files) {
    for (const std::string &File : Files)
      if (Seen.insert(File).second)
        All.Own.push_back(File);
  };
  Take({real(C.File)});
  for (const std::string &Name : In.Where.Forced)
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
