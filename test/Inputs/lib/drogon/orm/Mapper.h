// Mirrors drogonframework/drogon 74fc004c (2026-07-23).
// Left out: all but two of what it asks for, and bodies.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace drogon::orm {

class DrogonDbException {};
class Result {
public:
  std::size_t size() const noexcept;
};

class DbClient {
public:
  virtual ~DbClient() = default;
  template <typename FUNCTION1, typename FUNCTION2, typename... Arguments>
  void execSqlAsync(const std::string &sql, FUNCTION1 &&rCallback,
                    FUNCTION2 &&exceptCallback, Arguments &&...args) noexcept {}
  template <typename... Arguments>
  const Result execSqlSync(const std::string &sql,
                           Arguments &&...args) noexcept(false);
};
using DbClientPtr = std::shared_ptr<DbClient>;

template <typename T> class Mapper {
public:
  explicit Mapper(DbClientPtr client) : client_(std::move(client)) {}
  std::vector<T> findAll() noexcept(false);
  void findAll(const std::function<void(std::vector<T>)> &rcb,
               const std::function<void(const DrogonDbException &)> &ecb);
  std::size_t update(const T &obj) noexcept(false);
  void update(const T &obj, const std::function<void(std::size_t)> &rcb,
              const std::function<void(const DrogonDbException &)> &ecb);

private:
  DbClientPtr client_;
};

} // namespace drogon::orm
