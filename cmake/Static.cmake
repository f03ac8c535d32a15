# Programs without any shared library, not even libc: one file runs on every Linux.
# Their objects are those of the programs that load libclang-cpp.so; only the link
# differs. Built by `ninja static`.

set(archives "${LLVM_LIBRARY_DIRS}")
file(GLOB static_clang "${archives}/libclang*.a")
# What belongs to other programs, or comes in by name where it is wanted.
list(FILTER static_clang EXCLUDE REGEX "/libclang(|Daemon.*|d[A-Z].*|Tidy.*|Interpreter.*|StaticAnalyzer.*)\\.a$")
file(GLOB static_llvm "${archives}/libLLVM*.a")
add_custom_target(static)

# corolint_static(NAME OBJECTS… [LIBRARIES archive…] [OPTIONS flag…]): a program of
# that name, without dependencies, in static/.
function(corolint_static NAME)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;OPTIONS" ${ARGN})
  set(target ${NAME}-static)
  add_executable(${target} ${ARG_UNPARSED_ARGUMENTS})
  target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_include_directories(${target} SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS})
  target_link_options(${target} PRIVATE -static -fuse-ld=lld
    -Wl,--gc-sections,-O2,--strip-all,--build-id=sha1 ${ARG_OPTIONS})
  target_link_libraries(${target} PRIVATE
    -Wl,--start-group ${ARG_LIBRARIES} ${static_clang} ${static_llvm} -Wl,--end-group -lz -lzstd)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${NAME}
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/static")
  add_dependencies(static ${target})
  if(COROLINT_STATIC)
    install(PROGRAMS "$<TARGET_FILE:${target}>" DESTINATION "${CMAKE_INSTALL_BINDIR}")
  else()
    set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
endfunction()
