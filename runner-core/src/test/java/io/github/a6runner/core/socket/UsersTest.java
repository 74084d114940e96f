/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsersTest {
  private final Path folder;

  UsersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Users read(String passwd) throws IOException {
    return Users.read(Files.writeString(folder.resolve("passwd"), passwd), 1000, "me");
  }

  @Test
  void id_nameInFile_isItsNumber() throws IOException {
    Users users = read("root:x:0:0:r:/root:/bin/sh\nnobody:x:65534:65534:n:/:/bin/false\n");

    assertThat(users.id("nobody")).isEqualTo(OptionalLong.of(65534));
    assertThat(users.name(65534)).isEqualTo("nobody");
  }

  @Test
  void id_digits_areTheNumber() throws IOException {
    assertThat(read("").id("4294967294")).isEqualTo(OptionalLong.of(4294967294L));
    assertThat(read("").name(4294967294L)).isEqualTo("4294967294");
  }

  @Test
  void id_neitherNameNorNumber_isEmpty() throws IOException {
    assertThat(read("").id("nobody")).isEmpty();
    assertThat(read("").id("-1")).isEmpty();
    assertThat(read("").id("4294967296")).isEmpty();
    assertThat(read("").id("")).isEmpty();
  }

  @Test
  void idOfPrincipal_thatMayBeTwoUsers_isEmpty() throws IOException {
    Users users = read("web:x:33:33::/:/bin/sh\n44:x:44:44::/:/bin/sh\n55:x:5:5::/:/bin/sh\n");

    assertThat(users.idOfPrincipal("web")).isEqualTo(OptionalLong.of(33));
    assertThat(users.idOfPrincipal("33")).isEqualTo(OptionalLong.of(33));
    assertThat(users.idOfPrincipal("44")).isEqualTo(OptionalLong.of(44));
    assertThat(users.idOfPrincipal("55")).isEmpty();
    assertThat(users.idOfPrincipal("guest")).isEmpty();
  }

  @Test
  void read_damagedLines_takesTheOthers() throws IOException {
    Users users = read("# x\n\nbad:x:y:0:::\nshort:x:5\n+@nis\nweb:x:33:33::/:/bin/sh\n");

    assertThat(users.id("web")).isEqualTo(OptionalLong.of(33));
    assertThat(users.id("bad")).isEmpty();
    assertThat(users.id("short")).isEmpty();
  }

  @Test
  void read_twoNamesOfOneNumber_showsTheFirst() throws IOException {
    Users users = read("root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\n");

    assertThat(users.name(0)).isEqualTo("root");
    assertThat(users.id("toor")).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void read_missingFile_knowsTheRunnersUserAlone() {
    Users users = Users.read(folder.resolve("none"), 1000, "me");

    assertThat(users.id("me")).isEqualTo(OptionalLong.of(1000));
    assertThat(users.name(1000)).isEqualTo("me");
  }

  @Test
  void system_ownUser_isTheOwnerOfANewFile() throws IOException {
    Path file = Files.createFile(folder.resolve("mine"));

    assertThat(Users.system().ownId()).isEqualTo(Users.ownerOf(file));
  }
}
