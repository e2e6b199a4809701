/* A plugin of qemu's user mode: notes in a file, for each eight bytes of the code of an executable that is linked for one address, as the
   how-manieth they were first run; 0 for never. Arguments: first=HEX,last=HEX (addresses), out=FILE. The file is mapped, so that it is
   complete whenever the program ends, however it does. Names and numbers of the interface are those of its version 1 (QEMU 7.2). */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))

struct qemu_plugin_tb;
struct qemu_plugin_insn;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*callback)(uint64_t id, struct qemu_plugin_tb *block));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *instruction);

EXPORTED int qemu_plugin_version = 1;
static uint64_t first, last;
static uint32_t *order;
static uint32_t count;

/* A block is translated when it is first reached. */
static void on_block(uint64_t id, struct qemu_plugin_tb *block) {
  (void)id;
  for (size_t i = 0, length = qemu_plugin_tb_n_insns(block); i < length; i++) {
    uint64_t address = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(block, i));
    if (address < first || address > last) continue;
    uint32_t *slot = &order[(address - first) >> 3];
    if (*slot == 0) *slot = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
  }
}

EXPORTED int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
  (void)info;
  if (argc != 3) return 1;
  first = strtoull(strchr(argv[0], '=') + 1, NULL, 16);
  last = strtoull(strchr(argv[1], '=') + 1, NULL, 16);
  size_t size = ((last - first) / 8 + 1) * sizeof *order;
  int file = open(strchr(argv[2], '=') + 1, O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (file < 0 || ftruncate(file, (off_t)size) != 0) return 1;
  order = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (order == MAP_FAILED) return 1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
  return 0;
}
