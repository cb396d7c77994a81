package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.policies.engine.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are signed, checked, replaced and rolled back. */
class PolicyBundleCommandTest {

    @TempDir
    private Path directory;
    private Path bundle;
    private Path key;
    private String publicKey;

    @BeforeEach
    void keyAndDrafts() throws Exception {
        bundle = directory.resolve("guardrails.bundle");
        key = directory.resolve("home/.config/pathwarden/policy.key");
        publicKey = cli("policy", "key").out().strip();
        for (String id : List.of("first", "second")) {
            Files.writeString(Files.createDirectories(directory.resolve(id)).resolve(id + ".yaml"), "id: " + id + "\ntitle: Title\non: [data.sql]\nwhen: step.sql.writes\naction: block\nmode: audit\n");
        }
    }

    @Test
    void key_isMadeOnce_forItsOwnerOnly_andItsPrivateHalfIsNotPrinted() throws Exception {
        CliRun again = cli("policy", "key", "--json");

        assertThat(publicKey).matches("[0-9a-f]{64}");
        assertThat(again.out()).contains("\"key\":\"" + publicKey + "\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        String secret = Files.readAllLines(key).get(0);
        CliRun other = cli("policy", "key", "--file", directory.resolve("other.key"));
        assertThat(other.out().strip()).matches("[0-9a-f]{64}").isNotEqualTo(publicKey);
        assertThat(other.err()).contains("A new pair of keys is in " + directory.resolve("other.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        CliRun open = cli("policy", "key");
        assertThat(open.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(open.err()).contains("can be read or changed by others than its owner");
        assertThat(Stream.of(again, other, open).map(run -> run.out() + run.err())).noneMatch(text -> text.contains(secret));
    }

    @Test
    void bundle_thatIsSigned_isVerifiedByThatKeyOnly() throws Exception {
        CliRun signed = cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key);

        assertThat(signed.out()).matches("1 guardrail in .*guardrails.bundle, hash [0-9a-f]{16}, sequence 1, signed by the key " + publicKey.substring(0, 8) + "\\R");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle))).isEqualTo("rw-------");
        CliRun verified = cli("policy", "verify", bundle, "--key", publicKey);
        assertThat(verified.code()).isZero();
        assertThat(verified.out().lines()).hasSize(4).element(0).asString().startsWith("signed by   the key " + publicKey.substring(0, 8) + ", ").endsWith(" UTC");
        assertThat(verified.out()).contains("sequence    1").contains("guardrails  first");
        assertThat(cli("policy", "verify", bundle, "--key", publicKey, "--json").out()).contains("\"sequence\":1").contains("\"signer\":\"" + publicKey + "\"").contains("\"guardrails\":[\"first\"]");

        String stranger = SigningKeys.text(SigningKeys.make().getPublic());
        CliRun refused = cli("policy", "verify", bundle, "--key", stranger);
        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err().lines()).singleElement().asString().contains("The bundle " + bundle + " is refused. It is signed by the key " + publicKey.substring(0, 8));
        assertThat(cli("policy", "verify", bundle, "--key", "abc").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void bundle_thatIsReplaced_getsTheNextNumber_andTheOldOneIsKept() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key, "--sequence", 41);
        byte[] first = Files.readAllBytes(bundle);

        assertThat(cli("policy", "bundle", directory.resolve("second"), "--out", bundle, "--sign", key).code()).isEqualTo(ExitCode.USAGE);
        CliRun replaced = cli("policy", "bundle", directory.resolve("second"), "--out", bundle, "--sign", key, "--replace");

        assertThat(replaced.out()).contains("sequence 42");
        assertThat(directory.resolve("guardrails.bundle.previous")).hasBinaryContent(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle))).isEqualTo("rw-------");
        assertThat(ids()).containsExactly("second");
        assertThat(Files.list(directory).map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
    }

    @Test
    void bundle_inThePlaceOfADamagedOne_isSignedUnderANumberThatIsNamed() throws Exception {
        Files.writeString(bundle, "PWS damaged");

        CliRun asked = cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--replace", "--sign", key);

        assertThat(asked.code()).isEqualTo(ExitCode.INPUT);
        assertThat(asked.err()).contains("--sequence N");
        assertThat(bundle).hasContent("PWS damaged");
        assertThat(cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--replace", "--sign", key, "--sequence", 5).out()).contains("sequence 5");
    }

    @Test
    void bundle_withAList_namesItInWhatIsSigned() throws Exception {
        Files.writeString(directory.resolve("first/tables.txt"), "customers\n");
        Files.writeString(directory.resolve("first/first.yaml"), "id: first\ntitle: Title\non: [data.sql]\nwhen: step.name in list('tables.txt')\naction: block\nmode: audit\n");
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key);

        assertThat(cli("policy", "verify", bundle, "--key", publicKey).out()).contains("lists       tables.txt");
        assertThat(cli("policy", "verify", bundle, "--key", publicKey, "--json").out()).containsPattern("\"lists\":\\{\"tables.txt\":\"[0-9a-f]{64}\"\\}");
        Files.delete(directory.resolve("first/tables.txt"));
        CliRun missing = cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key, "--replace");
        assertThat(missing.code()).isEqualTo(ExitCode.INPUT);
        assertThat(missing.err()).contains("first.yaml:4:").contains("There is no list 'tables.txt'");
    }

    @Test
    void bundle_withACatalogue_holdsIt_andIsAnotherThanWithout() throws Exception {
        Path tools = Files.writeString(directory.resolve("tools.yaml"), "tools:\n  frob: {effects: [destroys]}\n  nix: {effects: [reads]}\n");
        cli("policy", "bundle", directory.resolve("first"), "--out", directory.resolve("without.bundle"));

        CliRun written = cli("policy", "bundle", directory.resolve("first"), "--tools", tools, "--out", bundle, "--sign", key);

        assertThat(written.out()).startsWith("1 guardrail and 2 tools in " + bundle);
        assertThat(cli("policy", "verify", bundle, "--key", publicKey).out()).contains("tools       2");
        assertThat(cli("policy", "verify", bundle, "--key", publicKey, "--json").out()).contains("\"tools\":2");
        assertThat(Bundle.read(SignedBundle.open(Files.readAllBytes(bundle)).body()).hash()).isNotEqualTo(Bundle.read(Files.readAllBytes(directory.resolve("without.bundle"))).hash());
        cli("policy", "bundle", directory.resolve("second"), "--out", bundle, "--sign", key, "--replace");
        cli("policy", "rollback", bundle);
        assertThat(cli("policy", "verify", bundle, "--key", publicKey).out()).contains("guardrails  first").contains("tools       2");
    }

    @Test
    void bundle_withACatalogueThatHasAnError_isNotWritten() throws Exception {
        Path tools = Files.writeString(directory.resolve("tools.yaml"), "tools:\n  frob: {effects: [breaks]}\n");

        CliRun refused = cli("policy", "bundle", directory.resolve("first"), "--tools", tools, "--out", bundle);

        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains("tools.yaml:2:").contains("has errors and was not used");
        assertThat(bundle).doesNotExist();
    }

    /** The recorder follows the file, which would take the place of both. */
    @Test
    void run_underABundle_takesNoCatalogueBesides() throws Exception {
        Path tools = Files.writeString(directory.resolve("tools.yaml"), "tools:\n  frob: {effects: [destroys]}\n");
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle);
        Path out = directory.resolve("recorded");

        CliRun refused = cli("run", "--policies", bundle, "--tools", tools, "--out", out, "--", "true");

        assertThat(refused.code()).isEqualTo(125);
        assertThat(refused.err()).contains("policy bundle --tools CATALOGUE");
        assertThat(out).doesNotExist();
    }

    @Test
    void bundle_withAWrongKeyOrNumber_isNotWritten() throws Exception {
        Path noKey = Files.writeString(directory.resolve("no.key"), "my secret\nother\n");
        Files.setPosixFilePermissions(noKey, PosixFilePermissions.fromString("rw-------"));

        CliRun refused = cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", noKey);

        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains(noKey + " holds no key to sign with").doesNotContain("my secret");
        assertThat(cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", directory.resolve("none")).code()).isEqualTo(ExitCode.INPUT);
        assertThat(cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key, "--sequence", 0).code()).isEqualTo(ExitCode.USAGE);
        assertThat(cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sequence", 3).code()).isEqualTo(ExitCode.USAGE);
        assertThat(bundle).doesNotExist();
    }

    @Test
    void rollback_ofASignedBundle_signsTheOldOneAboveBoth_andCanBeTakenBack() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key);
        cli("policy", "bundle", directory.resolve("second"), "--out", bundle, "--sign", key, "--replace");

        CliRun back = cli("policy", "rollback", bundle);

        assertThat(back.code()).as(back.err()).isZero();
        assertThat(back.out()).contains("sequence 3, signed by the key " + publicKey.substring(0, 8));
        assertThat(cli("policy", "verify", bundle, "--key", publicKey).out()).contains("guardrails  first");
        assertThat(cli("policy", "rollback", bundle).out()).contains("sequence 4");
        assertThat(cli("policy", "verify", bundle, "--key", publicKey).out()).contains("guardrails  second");
    }

    @Test
    void rollback_ofAnUnsignedBundle_putsTheOldOneBack() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle);
        assertThat(cli("policy", "rollback", bundle).err()).contains("There is nothing to roll");
        cli("policy", "bundle", directory.resolve("second"), "--out", bundle, "--replace");

        assertThat(cli("policy", "rollback", bundle).code()).isZero();

        assertThat(ids()).containsExactly("first");
        Files.writeString(bundle, "no bundle");
        assertThat(cli("policy", "rollback", bundle).code()).isZero();
        assertThat(ids()).containsExactly("second");
    }

    /** Whoever can write beside the bundle must not get their guardrails signed by being rolled back to. */
    @Test
    void rollback_toWhatTheKeyDidNotSign_changesNothing() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key);
        byte[] before = Files.readAllBytes(bundle);
        Path previous = directory.resolve("guardrails.bundle.previous");
        cli("policy", "bundle", directory.resolve("second"), "--out", previous);

        CliRun unsigned = cli("policy", "rollback", bundle);

        assertThat(unsigned.code()).isEqualTo(ExitCode.INPUT);
        assertThat(unsigned.err()).contains(previous + " is refused. It is not signed");
        cli("policy", "key", "--file", directory.resolve("other.key"));
        cli("policy", "bundle", directory.resolve("second"), "--out", previous, "--replace", "--sign", directory.resolve("other.key"));
        assertThat(cli("policy", "rollback", bundle).err()).contains("It is signed by the key");
        assertThat(bundle).hasBinaryContent(before);
    }

    @Test
    void rollback_whereTheLastNumberIsNotKnown_asksForOne() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key);
        cli("policy", "bundle", directory.resolve("second"), "--out", bundle, "--sign", key, "--replace");
        Files.writeString(bundle, "PWS damaged");

        CliRun asked = cli("policy", "rollback", bundle);

        assertThat(asked.code()).isEqualTo(ExitCode.INPUT);
        assertThat(asked.err()).contains("name a higher one with --sequence N");
        assertThat(cli("policy", "rollback", bundle, "--sequence", 1).code()).isEqualTo(ExitCode.USAGE);
        assertThat(cli("policy", "rollback", bundle, "--sequence", 9).out()).contains("sequence 9");
        assertThat(cli("policy", "verify", bundle, "--key", publicKey).out()).contains("guardrails  first");
    }

    @Test
    void run_withAKey_startsNothingUnderABundleThatItDidNotSign() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle);
        Path out = directory.resolve("recorded");

        CliRun unsigned = cli("run", "--policies", bundle, "--policy-key", publicKey, "--out", out, "--", "true");
        CliRun yaml = cli("run", "--policies", directory.resolve("first"), "--policy-key", publicKey, "--out", out, "--", "true");

        assertThat(unsigned.code()).isEqualTo(125);
        assertThat(unsigned.err()).contains("is refused. It is not signed");
        assertThat(yaml.code()).isEqualTo(125);
        assertThat(yaml.err()).contains("With --policy-key only a signed bundle is accepted");
        assertThat(cli("run", "--policies", bundle, "--policy-key", "12", "--out", out, "--", "true").code()).isEqualTo(125);
        assertThat(out).doesNotExist();
    }

    @Test
    void run_withAKey_startsNothingUnderAnOlderBundleThanOneAcceptedBefore() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key, "--sequence", 3);
        new AcceptedNumbers(OwnerFile.directory(Map.of("HOME", directory.resolve("home").toString())).resolve("policy-numbers").toFile()).accepted(publicKey, bundle.toString(), 4);
        Path out = directory.resolve("recorded");

        CliRun older = cli("run", "--policies", bundle, "--policy-key", publicKey, "--out", out, "--", "true");

        assertThat(older.code()).isEqualTo(125);
        assertThat(older.err()).contains("is refused. Its sequence number 3 is below 4").contains("--sequence 5'");
        assertThat(out).doesNotExist();
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--replace", "--sign", key, "--sequence", 5);
        assertThat(cli("run", "--policies", bundle, "--policy-key", publicKey, "--out", out, "--", "true").code()).isZero();
    }

    @Test
    void run_withABundle_letsTheAgentsReadThatFileAndKeepsACopy() throws Exception {
        cli("policy", "bundle", directory.resolve("first"), "--out", bundle, "--sign", key);
        Path seen = directory.resolve("seen");
        Path out = directory.resolve("recorded");

        CliRun run = cli("run", "--policies", bundle, "--policy-key", publicKey, "--out", out, "--", "sh", "-c", "printf %s \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(seen)).contains(",policies=" + bundle + ",").contains(",policyKey=" + publicKey).doesNotContain("reload");
        cli("run", "--policies", directory.resolve("first"), "--out", directory.resolve("compiled"), "--", "sh", "-c", "printf %s \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");
        assertThat(Files.readString(seen)).contains("guardrails.bundle,").contains(",reload=off");
        assertThat(Bundle.read(Files.readAllBytes(out.resolve("guardrails.bundle"))).guardrails()).hasSize(1);
    }

    private List<String> ids() throws IOException {
        byte[] bytes = Files.readAllBytes(bundle);
        return Bundle.read(SignedBundle.isSigned(bytes) ? SignedBundle.open(bytes).body() : bytes).guardrails().stream().map(guardrail -> guardrail.id()).toList();
    }

    private CliRun cli(Object... arguments) {
        return CliRun.of(Terminal.NONE, Map.of("PATH", System.getenv("PATH"), "HOME", directory.resolve("home").toString()), arguments);
    }
}
