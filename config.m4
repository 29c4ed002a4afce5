dnl phpize && ./configure && make: builds aha.so from the PHP-free core, the PHP binding and llhttp.

PHP_ARG_ENABLE([aha],
  [whether to enable aha],
  [AS_HELP_STRING([--enable-aha],
    [Enable the Aha application server])],
  [yes])

PHP_ARG_WITH([llhttp],
  [for llhttp],
  [AS_HELP_STRING([[--with-llhttp[=DIR]]],
    [Aha: prefix of llhttp: either include/llhttp.h with lib/libllhttp, or the C sources in share/llhttp with
     share/include/llhttp/llhttp.h. Default: pkg-config libllhttp, else the sources in /usr/share/llhttp])],
  [yes],
  [no])

PHP_ARG_WITH([aha-redis],
  [for Redis in aha],
  [AS_HELP_STRING([--without-aha-redis],
    [Aha: leave out Aha\Storage\Memory (needs hiredis)])],
  [yes],
  [no])

PHP_ARG_WITH([aha-sqlite],
  [whether aha has an SQLite driver],
  [AS_HELP_STRING([--without-aha-sqlite],
    [Aha: leave the SQLite driver out (needs SQLite 3.37 or newer)])],
  [yes],
  [no])

PHP_ARG_WITH([aha-mysql],
  [whether aha has a MySQL driver],
  [AS_HELP_STRING([--without-aha-mysql],
    [Aha: leave the MySQL driver out])],
  [yes],
  [no])

PHP_ARG_ENABLE([aha-dev],
  [whether to build aha for its developers],
  [AS_HELP_STRING([--enable-aha-dev],
    [Aha: warnings are errors, debug information, -O1 unless CXXFLAGS says otherwise])],
  [no],
  [no])

PHP_ARG_ENABLE([aha-sanitize],
  [whether to build aha with sanitizers],
  [AS_HELP_STRING([--enable-aha-sanitize],
    [Aha: AddressSanitizer and UndefinedBehaviorSanitizer (needs --enable-aha-dev)])],
  [no],
  [no])

if test "$PHP_AHA" != "no"; then
  dnl autoconf's default of "-g -O2" is what users get; a developer build starts from less when nothing was asked for.
  if test "$PHP_AHA_DEV" != "no" && test -n "$auto_cflags"; then
    CFLAGS="-g -O1"
    test -z "$CXXFLAGS" && CXXFLAGS="-g -O1"
  fi

  PHP_REQUIRE_CXX()
  PHP_CXX_COMPILE_STDCXX([20], [mandatory], [AHA_STDCXX])

  PKG_CHECK_MODULES([AHA_UV], [libuv >= 1.44], [],
    [AC_MSG_ERROR([libuv 1.44 or newer not found: install its development files (Debian: apt-get install libuv1-dev pkg-config)])])
  PKG_CHECK_MODULES([AHA_OPENSSL], [openssl >= 3.0], [],
    [AC_MSG_ERROR([OpenSSL 3.0 or newer not found: install its development files (Debian: apt-get install libssl-dev pkg-config)])])
  PKG_CHECK_MODULES([AHA_ZLIB], [zlib], [],
    [AC_MSG_ERROR([zlib not found: install its development files (Debian: apt-get install zlib1g-dev pkg-config)])])
  for aha_package in "$AHA_UV_CFLAGS" "$AHA_OPENSSL_CFLAGS" "$AHA_ZLIB_CFLAGS"; do
    PHP_EVAL_INCLINE([$aha_package])
  done
  PHP_EVAL_LIBLINE([$AHA_UV_LIBS], [AHA_SHARED_LIBADD])
  PHP_EVAL_LIBLINE([$AHA_OPENSSL_LIBS], [AHA_SHARED_LIBADD])
  PHP_EVAL_LIBLINE([$AHA_ZLIB_LIBS], [AHA_SHARED_LIBADD])

  dnl Content-Encoding br of the HTTP client, where the library is there.
  AHA_BROTLI_FLAGS=
  PKG_CHECK_MODULES([AHA_BROTLI], [libbrotlidec], [
    PHP_EVAL_INCLINE([$AHA_BROTLI_CFLAGS])
    PHP_EVAL_LIBLINE([$AHA_BROTLI_LIBS], [AHA_SHARED_LIBADD])
    AHA_BROTLI_FLAGS="-DHAVE_BROTLI=1"
  ], [AC_MSG_NOTICE([libbrotlidec not found: the HTTP client will not offer br])])

  dnl The MySQL driver: the non-blocking interface of MariaDB Connector/C, which is what Debian's package brings.
  AHA_MYSQL_FLAGS=
  if test "$PHP_AHA_MYSQL" != "no"; then
    PKG_CHECK_MODULES([AHA_MYSQL], [libmariadb >= 3.1], [
      PHP_EVAL_INCLINE([$AHA_MYSQL_CFLAGS])
      PHP_EVAL_LIBLINE([$AHA_MYSQL_LIBS], [AHA_SHARED_LIBADD])
      AHA_MYSQL_FLAGS="-DHAVE_MARIADB=1"
    ], [AC_MSG_ERROR([MariaDB Connector/C not found: install its development files (Debian: apt-get install default-libmysqlclient-dev) or leave MySQL out with --without-aha-mysql])])
  fi

  dnl SQLite, on libuv's threads.
  AHA_SQLITE_FLAGS=
  if test "$PHP_AHA_SQLITE" != "no"; then
    PKG_CHECK_MODULES([AHA_SQLITE], [sqlite3 >= 3.37], [
      PHP_EVAL_INCLINE([$AHA_SQLITE_CFLAGS])
      PHP_EVAL_LIBLINE([$AHA_SQLITE_LIBS], [AHA_SHARED_LIBADD])
      AHA_SQLITE_FLAGS="-DHAVE_SQLITE=1"
    ], [AC_MSG_ERROR([SQLite 3.37 or newer not found: install its development files (Debian: apt-get install libsqlite3-dev) or leave it out with --without-aha-sqlite])])
  fi

  dnl Redis: the reader and the formatter of hiredis.
  AHA_REDIS_FLAGS=
  if test "$PHP_AHA_REDIS" != "no"; then
    PKG_CHECK_MODULES([AHA_REDIS], [hiredis >= 0.14], [
      PHP_EVAL_INCLINE([`echo "$AHA_REDIS_CFLAGS" | $SED 's|/hiredis||g'`])
      PHP_EVAL_LIBLINE([$AHA_REDIS_LIBS], [AHA_SHARED_LIBADD])
      AHA_REDIS_FLAGS="-DHAVE_HIREDIS=1"
    ], [AC_MSG_ERROR([hiredis 0.14 or newer not found: install its development files (Debian: apt-get install libhiredis-dev) or leave Redis out with --without-aha-redis])])
  fi

  dnl llhttp: a library where there is one, else the C sources that Debian 12 ships (package node-llhttp).
  AHA_LLHTTP_SOURCES=
  AHA_LLHTTP_FLAGS=
  if test "$PHP_LLHTTP" = "yes" || test "$PHP_LLHTTP" = "no"; then
    PKG_CHECK_MODULES([AHA_LLHTTP], [libllhttp], [aha_llhttp_library=yes], [aha_llhttp_library=no])
    aha_llhttp_prefix=/usr
  else
    aha_llhttp_library=no
    aha_llhttp_prefix=$PHP_LLHTTP
    if test -r "$PHP_LLHTTP/include/llhttp.h"; then
      aha_llhttp_library=yes
      AHA_LLHTTP_CFLAGS="-I$PHP_LLHTTP/include"
      AHA_LLHTTP_LIBS="-L$PHP_LLHTTP/lib -lllhttp"
    fi
  fi
  AC_MSG_CHECKING([which llhttp to use])
  if test "$aha_llhttp_library" = "yes"; then
    AC_MSG_RESULT([library $AHA_LLHTTP_LIBS])
    PHP_EVAL_INCLINE([$AHA_LLHTTP_CFLAGS])
    PHP_EVAL_LIBLINE([$AHA_LLHTTP_LIBS], [AHA_SHARED_LIBADD])
  elif test -r "$aha_llhttp_prefix/share/llhttp/llhttp.c" && test -r "$aha_llhttp_prefix/share/include/llhttp/llhttp.h"; then
    AC_MSG_RESULT([sources in $aha_llhttp_prefix/share/llhttp])
    AHA_LLHTTP_SOURCES="api http llhttp"
    AHA_LLHTTP_FLAGS="-DLLHTTP_STRICT_MODE=1"
    PHP_ADD_INCLUDE([$aha_llhttp_prefix/share/include/llhttp])
  else
    AC_MSG_RESULT([none])
    AC_MSG_ERROR([llhttp not found: install it (Debian 12: apt-get install node-llhttp; newer: apt-get install libllhttp-dev) or name its prefix with --with-llhttp=DIR])
  fi

  dnl Flags for C++ only go here: the fifth argument of PHP_NEW_EXTENSION reaches C sources too.
  dnl The prefix map keeps build paths out of assertion messages.
  CXXFLAGS="$CXXFLAGS $AHA_STDCXX -fvisibility=hidden -fvisibility-inlines-hidden -Wall -Wextra"
  CXXFLAGS="$CXXFLAGS -Wno-unused-parameter -fmacro-prefix-map=$abs_srcdir/="
  if test "$PHP_AHA_DEV" != "no"; then
    CXXFLAGS="$CXXFLAGS -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Werror -fno-omit-frame-pointer"
    AC_DEFINE([AHA_DEV], [1], [Whether this is a build for the developers of aha])
  fi
  if test "$PHP_AHA_SANITIZE" != "no"; then
    AHA_SANITIZE="-fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
    CFLAGS="$CFLAGS $AHA_SANITIZE"
    CXXFLAGS="$CXXFLAGS $AHA_SANITIZE"
    LDFLAGS="$LDFLAGS $AHA_SANITIZE"
  fi
  if test "$PHP_AHA_DEV" = "no"; then
    dnl The path of a request goes through many small functions of several files: inlining them across files is worth 5 % of CPU.
    AC_MSG_CHECKING([whether $CXX optimises at link time (-flto=auto)])
    AC_LANG_PUSH([C++])
    aha_cxxflags=$CXXFLAGS
    CXXFLAGS="$CXXFLAGS -flto=auto -Werror"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [aha_lto=yes], [aha_lto=no])
    CXXFLAGS=$aha_cxxflags
    AC_LANG_POP([C++])
    AC_MSG_RESULT([$aha_lto])
    if test "$aha_lto" = "yes"; then
      CFLAGS="$CFLAGS -flto=auto"
      CXXFLAGS="$CXXFLAGS -flto=auto"
      LDFLAGS="$LDFLAGS -flto=auto"
    fi
  fi
  CFLAGS="$CFLAGS -fvisibility=hidden"
  dnl System headers, so that the warnings above speak of our code only.
  INCLUDES=`echo "$INCLUDES" | $SED -e 's/ -I/ -isystem /g' -e 's/^-I/-isystem /'`

  dnl Sets AHA_SOURCES; generated, see its head.
  m4_include([sources.m4])

  PHP_NEW_EXTENSION([aha], [$AHA_SOURCES], [$ext_shared],,
    [$AHA_LLHTTP_FLAGS $AHA_BROTLI_FLAGS $AHA_MYSQL_FLAGS $AHA_SQLITE_FLAGS $AHA_REDIS_FLAGS -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -I@ext_srcdir@ -I@ext_srcdir@/src],
    [cxx])
  PHP_ADD_BUILD_DIR([$ext_builddir/src/unity], [1])

  dnl The arginfo headers are committed; phpize would regenerate them whenever a stub looks newer.
  cat >>Makefile.objects <<AHA_RULE
%_arginfo.h: %.stub.php
AHA_RULE

  dnl The sources of llhttp are outside this tree, so they get rules of their own.
  if test -n "$AHA_LLHTTP_SOURCES"; then
    PHP_ADD_BUILD_DIR([$ext_builddir/llhttp], [1])
    for aha_source in $AHA_LLHTTP_SOURCES; do
      shared_objects_aha="$shared_objects_aha llhttp/$aha_source.lo"
      cat >>Makefile.objects <<AHA_RULE
llhttp/$aha_source.lo: $aha_llhttp_prefix/share/llhttp/$aha_source.c
	\$(LIBTOOL) --tag=CC --mode=compile \$(CC) $AHA_LLHTTP_FLAGS \$(COMMON_FLAGS) \$(CFLAGS_CLEAN) \$(EXTRA_CFLAGS) -w -fPIC -DPIC -c $aha_llhttp_prefix/share/llhttp/$aha_source.c -o llhttp/$aha_source.lo
AHA_RULE
    done
  fi

  PHP_SUBST([AHA_SHARED_LIBADD])
fi
