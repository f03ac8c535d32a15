"""Runs `corolint summarize` on every C++ source, as actions that Bazel caches and spreads.

    bazel build //... --aspects=//tools/corolint:corolint.bzl%corolint --output_groups=corolint
    corolint link $(find -L bazel-bin -path '*.corolint/*.json') --root . --sarif corolint.sarif

The aspect expects the binary under //tools/corolint:corolint (a filegroup, say).
A file's action depends on the file, its headers, its flags, and on the files of
//tools/corolint:config: .clang-tidy and models.
"""

_SOURCES = ("c", "cc", "cpp", "cxx", "C", "c++")

def _flags(target, ctx):
    """What the C++ rules would tell the compiler, headers and macros only."""
    headers = target[CcInfo].compilation_context
    flags = ["-D" + d for d in headers.defines.to_list() + headers.local_defines.to_list()]
    flags += ["-I" + d for d in headers.includes.to_list()]
    for d in headers.quote_includes.to_list():
        flags += ["-iquote", d]
    for d in headers.system_includes.to_list():
        flags += ["-isystem", d]
    options = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts
    return flags + options + getattr(ctx.rule.attr, "copts", [])

def _corolint(target, ctx):
    if CcInfo not in target:
        return []
    summaries = []
    headers = target[CcInfo].compilation_context.headers
    for source in getattr(ctx.rule.files, "srcs", []):
        if source.extension not in _SOURCES:
            continue
        summary = ctx.actions.declare_file(ctx.rule.attr.name + ".corolint/" + source.short_path + ".json")
        summaries.append(summary)
        ctx.actions.run(
            mnemonic = "Corolint",
            progress_message = "Summarizing " + source.short_path,
            executable = ctx.executable._corolint,
            arguments = ["summarize", source.path, "-o", summary.path, "--root", ".", "-j1", "--quiet", "--"] +
                        _flags(target, ctx),
            inputs = depset([source] + ctx.files._config, transitive = [headers]),
            outputs = [summary],
        )
    below = [d[OutputGroupInfo].corolint for d in getattr(ctx.rule.attr, "deps", []) if hasattr(d[OutputGroupInfo], "corolint")]
    return [OutputGroupInfo(corolint = depset(summaries, transitive = below))]

corolint = aspect(
    implementation = _corolint,
    attr_aspects = ["deps"],
    fragments = ["cpp"],
    attrs = {
        "_corolint": attr.label(default = "//tools/corolint", executable = True, cfg = "exec", allow_files = True),
        "_config": attr.label(default = "//tools/corolint:config", allow_files = True),
    },
)
