# find_package(corolint) gives the program corolint::corolint and
#
#   corolint_enable()                  a target `corolint` that looks at the whole build
#   corolint_enable(TARGET t... )      the build of these targets looks at each file
#   … ARGS --fail-on=note …            options of corolint for either
#
# Call it after project(); for the whole build, before the targets: it asks for the
# compile database, which knows the targets that come after.

get_filename_component(corolint_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
find_program(corolint_EXECUTABLE corolint HINTS "${corolint_prefix}/bin" "${corolint_prefix}/../bin")
if(NOT corolint_EXECUTABLE)
  set(corolint_FOUND FALSE)
  set(corolint_NOT_FOUND_MESSAGE "the program corolint is not beside its CMake package")
  return()
endif()
if(NOT TARGET corolint::corolint)
  add_executable(corolint::corolint IMPORTED)
  set_target_properties(corolint::corolint PROPERTIES IMPORTED_LOCATION "${corolint_EXECUTABLE}")
endif()

function(corolint_enable)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "TARGET;ARGS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "corolint_enable: what is '${arg_UNPARSED_ARGUMENTS}'? It knows TARGET and ARGS.")
  endif()
  if(arg_TARGET)
    foreach(target IN LISTS arg_TARGET)
      set_property(TARGET ${target} PROPERTY CXX_CLANG_TIDY "${corolint_EXECUTABLE};${arg_ARGS}")
    endforeach()
    return()
  endif()
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON PARENT_SCOPE)
  if(NOT TARGET corolint)
    add_custom_target(corolint
      COMMAND "${corolint_EXECUTABLE}" -p "${CMAKE_BINARY_DIR}" --root "${CMAKE_SOURCE_DIR}" --summary ${arg_ARGS}
      WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" USES_TERMINAL VERBATIM
      COMMENT "Looking for misuse of async code")
  endif()
endfunction()
