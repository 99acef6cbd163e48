/* A disk that fails where it is told to, and that remembers what was done to it. Loaded before libc (LD_PRELOAD).

   Only files under PANJEON_DISK are looked at; shared memory and lock files are not, for they need not outlive a power cut.
   disk_arm(k, kind): of the operations to come the k-th fails; kind 1 EIO, 2 ENOSPC, 3 half of a write is taken and the next one finds no room.
   disk_count():      operations so far.
   disk_waiting():    whether what was armed is still to come.
   disk_mark(n):      puts "n is acknowledged" into the record, which is written to PANJEON_DISK_LOG where that is set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long count, armed;
static int kind, no_room_next, log_fd = -2;
static char root[PATH_MAX];

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)
typedef ssize_t (*write_t)(int, const void *, size_t);
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef int (*fd_t)(int);
typedef int (*truncate_t)(int, off_t);
typedef int (*path_t)(const char *);
typedef int (*rename_t)(const char *, const char *);
typedef int (*open_t)(const char *, int, mode_t);
typedef int (*openat_t)(int, const char *, int, mode_t);

static int ours(const char *path)
{
    if (!root[0]) {
        const char *set = getenv("PANJEON_DISK");
        if (!set || !realpath(set, root)) return 0;
    }
    size_t length = strlen(path);
    if (strncmp(path, root, strlen(root))) return 0;
    return !(length > 4 && (!strcmp(path + length - 4, "-shm") || !strcmp(path + length - 5, ".lock")));
}

static int path_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path);
}

static int path_at(const char *name, char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(name, '/');
    if (slash && slash != name) snprintf(folder, sizeof folder, "%.*s", (int)(slash - name), name);
    else strcpy(folder, slash ? "/" : ".");
    if (!realpath(folder, path)) return 0;
    strncat(path, "/", PATH_MAX - strlen(path) - 1);
    strncat(path, slash ? slash + 1 : name, PATH_MAX - strlen(path) - 1);
    return ours(path);
}

static void put(const void *data, size_t length)
{
    REAL("write", write_t);
    const char *at = data;
    while (length > 0) {
        ssize_t done = real(log_fd, at, length);
        if (done <= 0) abort();
        at += done;
        length -= done;
    }
}

static void record(char what, const char *path, int64_t offset, const void *data, uint32_t length)
{
    if (log_fd == -2) {
        const char *name = getenv("PANJEON_DISK_LOG");
        REAL("open64", open_t);
        log_fd = name ? real(name, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    }
    if (log_fd < 0) return;
    uint16_t name_length = strlen(path);
    put(&what, 1);
    put(&name_length, 2);
    put(path, name_length);
    put(&offset, 8);
    put(&length, 4);
    if (length) put(data, length);
}

/* Whether this operation is the one that is to fail. */
static int failing(void)
{
    count++;
    if (armed && --armed == 0) return 1;
    return 0;
}

void disk_arm(long k, int how) { armed = k; kind = how; no_room_next = 0; }
long disk_count(void) { return count; }
int disk_waiting(void) { return armed > 0; }
void disk_mark(long n) { record('a', "", n, NULL, 0); }

static ssize_t written(int fd, const void *data, size_t size, off_t offset, int placed)
{
    REAL("write", write_t);
    static pwrite_t there;
    if (!there) there = (pwrite_t)dlsym(RTLD_NEXT, "pwrite64");
    char path[PATH_MAX];
    int saved = errno;
    if (fd < 3 || fd == log_fd || !path_of(fd, path)) {
        errno = saved;
        return placed ? there(fd, data, size, offset) : real(fd, data, size);
    }
    errno = saved;
    if (no_room_next) { no_room_next = 0; count++; errno = ENOSPC; return -1; }
    if (failing()) {
        if (kind == 3 && size > 1) { size /= 2; no_room_next = 1; }
        else { errno = kind == 1 ? EIO : ENOSPC; return -1; }
    }
    if (!placed) {
        struct stat status;
        offset = fcntl(fd, F_GETFL) & O_APPEND ? (fstat(fd, &status), status.st_size) : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t done = placed ? there(fd, data, size, offset) : real(fd, data, size);
    if (done > 0) record('w', path, offset, data, done);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset, 1); }

static int synced(int fd, const char *name)
{
    fd_t real = (fd_t)dlsym(RTLD_NEXT, name);
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real(fd);
    if (failing()) { record('x', path, 0, NULL, 0); errno = EIO; return -1; }
    int done = real(fd);
    if (done == 0) record('s', path, 0, NULL, 0);
    return done;
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

static int cut(int fd, off_t length)
{
    REAL("ftruncate64", truncate_t);
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real(fd, length);
    if (failing()) { errno = EIO; return -1; }
    int done = real(fd, length);
    if (done == 0) record('t', path, length, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

int unlink(const char *name)
{
    REAL("unlink", path_t);
    char path[PATH_MAX];
    if (!path_at(name, path)) return real(name);
    int done = real(name);
    if (done == 0) record('u', path, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to)
{
    REAL("rename", rename_t);
    char path[PATH_MAX], target[PATH_MAX];
    if (!path_at(from, path) || !path_at(to, target)) return real(from, to);
    if (failing()) { errno = EIO; return -1; }
    int done = real(from, to);
    if (done == 0) record('r', path, 0, target, strlen(target));
    return done;
}

static int made(const char *name, int flags, mode_t mode)
{
    REAL("open64", open_t);
    char path[PATH_MAX];
    struct stat status;
    int is_new = (flags & O_CREAT) && path_at(name, path) && stat(path, &status) != 0;
    int fd = real(name, flags, mode);
    if (fd >= 0 && is_new) record('c', path, 0, NULL, 0);
    return fd;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *name, int flags, ...) { MODE return made(name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return made(name, flags, mode); }
int openat(int folder, const char *name, int flags, ...)
{
    MODE
    if (folder == AT_FDCWD || name[0] == '/') return made(name, flags, mode);
    REAL("openat64", openat_t);
    return real(folder, name, flags, mode);
}
