# corolint_embed(TARGET FUNCTION FILE…): adds a generated source to TARGET that
# defines corolint::FUNCTION(), the table of name → text of FILEs, for
# checks/base/Embedded.h. Not #embed: ccache 4.7 does not know that a file named
# there is an input, and would hand out the old bytes.

if(CMAKE_SCRIPT_MODE_FILE)
  set(rows "")
  set(from 0)
  math(EXPR last "${CMAKE_ARGC} - 1")
  foreach(i RANGE ${last})
    if(CMAKE_ARGV${i} STREQUAL "--")
      math(EXPR from "${i} + 1")
    endif()
  endforeach()
  foreach(i RANGE ${from} ${last})
    set(file "${CMAKE_ARGV${i}}")
    get_filename_component(name "${file}" NAME_WE)
    file(READ "${file}" text)
    # A literal knows its length; to count it takes more steps than compilers do.
    string(APPEND rows "    {\"${name}\", llvm::StringLiteral(R\"_corolint_(${text})_corolint_\")},\n")
  endforeach()
  file(WRITE "${OUT}" "#include \"checks/base/Embedded.h\"\n\n"
    "llvm::ArrayRef<corolint::EmbeddedFile> corolint::${FUNCTION}() {\n"
    "  static constexpr EmbeddedFile Files[] = {\n${rows}  };\n  return Files;\n}\n")
  return()
endif()

set(corolint_embed_script "${CMAKE_CURRENT_LIST_FILE}")

function(corolint_embed TARGET FUNCTION)
  set(out "${PROJECT_BINARY_DIR}/embedded/${FUNCTION}.cpp")
  add_custom_command(OUTPUT "${out}"
    COMMAND "${CMAKE_COMMAND}" "-DOUT=${out}" "-DFUNCTION=${FUNCTION}" -P "${corolint_embed_script}" -- ${ARGN}
    DEPENDS ${ARGN} "${corolint_embed_script}" VERBATIM)
  set_source_files_properties("${out}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${TARGET} PRIVATE "${out}")
endfunction()

# corolint_embed_headers(TARGET [DIRECTORY]): the same for embeddedHeaders(), all
# files below DIRECTORY, or none. The assembler copies them: they are 15 MB.
function(corolint_embed_headers TARGET)
  set(asm "")
  set(declared "")
  set(rows "")
  set(files "")
  if(ARGN)
    file(GLOB_RECURSE files RELATIVE "${ARGN}" "${ARGN}/*")
  endif()
  set(i 0)
  foreach(file IN LISTS files)
    # Clang wants a NUL after a text.
    string(APPEND asm "header${i}: .incbin \\\"${ARGN}/${file}\\\"\\n header${i}_end: .byte 0\\n\"\n    \"")
    string(APPEND declared "extern \"C\" const char header${i}[], header${i}_end[];\n")
    string(APPEND rows "    {\"${file}\", {header${i}, size_t(header${i}_end - header${i})}},\n")
    math(EXPR i "${i} + 1")
  endforeach()
  set(body "  return {};\n")
  if(files)
    set(body "  static const EmbeddedFile Files[] = {\n${rows}  };\n  return Files;\n")
    set(asm "asm(\".pushsection .rodata\\n\"\n    \"${asm}.popsection\");\n")
  endif()
  set(out "${PROJECT_BINARY_DIR}/embedded/${TARGET}-headers.cpp")
  string(CONCAT text "#include \"checks/base/Embedded.h\"\n\n${asm}${declared}\n"
    "llvm::ArrayRef<corolint::EmbeddedFile> corolint::embeddedHeaders() {\n${body}}\n")
  file(GENERATE OUTPUT "${out}" CONTENT "${text}")
  set_source_files_properties("${out}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${TARGET} PRIVATE "${out}")
endfunction()
