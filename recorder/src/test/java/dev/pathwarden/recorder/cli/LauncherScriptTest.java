package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script beside the README, in a copy of the product that has fake JDKs and a fake build. */
class LauncherScriptTest {

    private static final int EXIT_OF_FAKE_JAVA = 42;

    @TempDir
    private Path directory;
    private Path root;
    private Path script;
    private Map<String, String> environment;

    @BeforeEach
    void product() throws Exception {
        root = Files.createDirectories(directory.resolve("product"));
        script = Files.copy(Path.of("..", "pathwarden"), root.resolve("pathwarden"));
        executable(script);
        Files.createDirectories(root.resolve("model/src/main"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("model/pom.xml"), "<project/>");
        program(root.resolve("mvnw"), "echo \"$JAVA_HOME $*\" >> '" + directory.resolve("builds") + "'; mkdir -p recorder/target; touch recorder/target/pathwarden-recorder-0.1.0.jar");
        environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "HOME", directory.resolve("home").toString(), "PATHWARDEN_JDKS", ""));
    }

    @Test
    void script_withoutAJdk25_saysInOneSentenceWhatIsMissing() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "17.0.9").toString());
        environment.put("PATH", nothingButTheShell());

        Ended ended = start("--version");

        assertThat(ended.code).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ended.output).isEqualTo("pathwarden: a JDK 25 or later is missing: install one (it need not be the default 'java') or set PATHWARDEN_JDK to its directory.\n");
    }

    @Test
    void script_pointedToSomethingElse_namesIt() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("old", "17.0.9").toString());

        Ended ended = start("--version");

        assertThat(ended.code).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ended.output).startsWith("pathwarden: PATHWARDEN_JDK=" + directory.resolve("old") + " is no JDK 25 or later").hasLineCount(1);
    }

    @Test
    void script_takesTheJdkItIsPointedToBeforeAllOthers() throws Exception {
        environment.put("JAVA_HOME", jdk("other", "25.0.1").toString());
        environment.put("PATHWARDEN_JDK", jdk("mine", "26").toString());

        assertThat(start("show", "a b").output).contains("java of mine");
    }

    @Test
    void script_looksPastOldJdksInTheUsualPlaces() throws Exception {
        environment.put("PATH", nothingButTheShell());
        environment.put("JAVA_HOME", jdk("old", "21.0.2").toString());
        jdk("jvm/a-17", "17.0.9");
        jdk("jvm/b-25", "25");
        environment.put("PATHWARDEN_JDKS", directory.resolve("jvm").toString());

        assertThat(start("--version").output).contains("java of jvm/b-25");
    }

    @Test
    void script_passesArgumentsAndTheExitCodeThrough() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());

        Ended ended = start("run", "--", "echo", "a  b", "");

        assertThat(ended.code).isEqualTo(EXIT_OF_FAKE_JAVA);
        assertThat(ended.output).contains("<-Dpathwarden.home=" + root + ">").endsWith("<dev.pathwarden.recorder.cli.Pathwarden><run><--><echo><a  b><>\n");
    }

    @Test
    void script_givenMuchToRead_letsTheJvmCompileWhatIsHot() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());
        Path much = Files.createDirectories(directory.resolve("much to read"));
        Files.write(much.resolve("a"), new byte[33 << 20]);

        assertThat(start("snapshot", much.toString(), "--out", "x").output).contains("<-XX:+UseParallelGC>").doesNotContain("TieredStopAtLevel").endsWith("<snapshot><" + much + "><--out><x>\n");
        assertThat(start("record", "x").output).contains("<-XX:+UseParallelGC>");
        assertThat(start("run", "--rotate-at", "1g", "--", "wc").output).contains("<-XX:+UseParallelGC>");
        assertThat(start("snapshot", root.toString(), "--out", "x").output).contains("<-XX:TieredStopAtLevel=1><-XX:+UseSerialGC>");
        assertThat(start("run", "--", "wc", much.toString()).output).contains("<-XX:TieredStopAtLevel=1><-XX:+UseSerialGC>");
    }

    @Test
    void script_givenATreeOfManyFiles_takesItForMuchWithoutAddingThemUp() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());
        Path added = directory.resolve("added");
        Path tools = Files.createDirectories(directory.resolve("counted"));
        program(tools.resolve("du"), "touch '" + added + "'; exec /usr/bin/du \"$@\"");
        environment.put("PATH", tools + ":/usr/bin:/bin");
        Path tree = Files.createDirectories(directory.resolve("tree of many/below"));
        for (int i = 0; i < 9_000; i++) {
            Files.createFile(tree.resolve("file" + i));
        }
        assertThat(start("show", tree.getParent().toString()).output).contains("<-XX:TieredStopAtLevel=1>");
        assertThat(added).exists();
        Files.delete(added);
        for (int i = 9_000; i < 11_000; i++) {
            Files.createFile(tree.resolve("file" + i));
        }

        assertThat(start("show", tree.getParent().toString()).output).contains("<-XX:+UseParallelGC>");

        assertThat(added).doesNotExist();
    }

    @Test
    void script_startedThroughALinkFromElsewhere_findsItsHome() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("pw"), Path.of("../product/pathwarden"));
        script = bin.resolve("pw");

        assertThat(start("--version").output).contains("<-Dpathwarden.home=" + root + ">");
    }

    @Test
    void script_buildsOnceAndAgainAfterAChange() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());

        Ended first = start("--version");
        Ended second = start("--version");
        assertThat(first.output).startsWith("pathwarden: building on first use or after a change");
        assertThat(second.output).doesNotContain("building");
        assertThat(builds()).singleElement().asString().startsWith(directory.resolve("mine").toString()).contains("-Dmaven.test.skip=true").endsWith("package");

        Path source = Files.writeString(root.resolve("model/src/main/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        start("--version");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void script_whoseBuildFails_printsTheErrorsAndEndsWith4() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());
        program(root.resolve("mvnw"), "echo '[INFO] fine'; echo '[ERROR] New.java:[3,1] class expected'; exit 1");

        Ended ended = start("--version");

        assertThat(ended.code).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ended.output).contains("[ERROR] New.java:[3,1] class expected").contains("pathwarden: the build failed").doesNotContain("[INFO]");
        assertThat(root.resolve("target/pathwarden-building")).doesNotExist();
    }

    @Test
    void script_afterABuildThatWasKilled_buildsAgain() throws Exception {
        environment.put("PATHWARDEN_JDK", jdk("mine", "25.0.1").toString());
        Files.createDirectories(root.resolve("target"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(root.resolve("target/pathwarden-building"), Path.of(String.valueOf(gone.pid())));

        assertThat(start("--version").code).isEqualTo(EXIT_OF_FAKE_JAVA);
        assertThat(builds()).hasSize(1);
    }

    private record Ended(int code, String output) {
    }

    private Ended start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(directory.resolve("builds"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), "printf 'java of " + name + " '; printf '<%s>' \"$@\"; echo; exit " + EXIT_OF_FAKE_JAVA);
        program(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A PATH with the tools that the script uses and no java. */
    private String nothingButTheShell() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sh", "sed", "dirname", "readlink", "find", "head", "tail", "grep", "sleep", "ln", "rm", "mv", "mkdir", "touch", "stty", "cut")) {
            program(bin.resolve(tool), "exec " + (Files.exists(Path.of("/bin", tool)) ? "/bin/" : "/usr/bin/") + tool + " \"$@\"");
        }
        return bin.toString();
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
