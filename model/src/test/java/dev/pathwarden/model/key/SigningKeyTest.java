package dev.pathwarden.model.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path directory;

    @Test
    void make_leavesAPairThatOnlyItsOwnerCanRead_andNoSecondOne() throws Exception {
        Path file = directory.resolve("keys/policy.key");

        SigningKey.make(file);
        SigningKey made = SigningKey.read(file);
        SigningKey.make(file);

        assertThat(SigningKey.read(file)).isEqualTo(made);
        assertThat(SigningKey.isOpenToOthers(file)).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(made.fingerprint()).hasSize(8).isEqualTo(made.publicText().substring(0, 8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(SigningKey.isOpenToOthers(file)).isTrue();
    }

    @Test
    void read_ofWhatIsNoPair_saysNothingOfIt() throws Exception {
        for (String text : new String[] {"secret\n", "secret\nsecret\n", "zz\n" + "0".repeat(64) + "\n"}) {
            Path file = Files.writeString(directory.resolve("file"), text);
            assertThatThrownBy(() -> SigningKey.read(file)).isInstanceOf(GeneralSecurityException.class).message().doesNotContain("secret");
        }
    }
}
