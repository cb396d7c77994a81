package dev.pathwarden.recorder.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What goes into other people's JVMs. */
class AgentJarTest {

    private static final File JAR = new File("target/pathwarden-agent.jar");

    @Test
    void agentJar_showsTheProgramTwoClassesAndHidesTheRest() throws Exception {
        List<String> entries = entries();
        assertThat(entries).filteredOn(name -> name.endsWith(".class"))
                .containsExactlyInAnyOrder("dev/pathwarden/recorder/agent/Premain.class", "dev/pathwarden/recorder/agent/IsolatedLoader.class");
        assertThat(entries).filteredOn(name -> !name.startsWith("isolated/") && !name.startsWith("META-INF/") && !name.endsWith("/"))
                .allMatch(name -> name.endsWith(".class"));
        assertThat(entries).contains("isolated/java/lang/PathwardenGate.classdata", "isolated/dev/pathwarden/recorder/agent/Agent.classdata",
                "isolated/dev/pathwarden/policies/engine/RunGuard.classdata", "isolated/dev/pathwarden/model/journal/JournalWriter.classdata");
    }

    @Test
    void agentJar_holdsNothingThatDoesNotBelongIntoAWatchedJvm() throws Exception {
        assertThat(entries()).filteredOn(name -> name.endsWith(".classdata"))
                .allMatch(name -> name.matches("isolated/(java/lang/Pathwarden[^/]*|dev/pathwarden/(model/(step|approval|signing|journal)|policies/(engine|tool|novelty|trust|target|content|detect|text)|recorder/(agent|gate|context|hooks))/.*"
                        + "|net/bytebuddy/.*|net/sf/jsqlparser/.*|tools/jackson/core/.*|com/google/re2j/.*)"), "one of the parts that may be there");
        assertThat(entries()).noneMatch(name -> name.contains("eclipse") || name.contains("dev/cel/") || name.contains("com/google/common/") || name.contains("snakeyaml")
                || name.contains("jackson/databind") || name.contains("picocli") || name.contains("zstd"));
    }

    /** A class that is not there is missed at the first step, in the watched program, and every guardrail is not evaluated from then on. */
    @Test
    void agentJar_holdsEveryClassOfOursThatIsSpokenOfInIt() throws Exception {
        Pattern ours = Pattern.compile("dev/pathwarden/[A-Za-z0-9_$/]+");
        Set<String> entries = Set.copyOf(entries());
        Map<String, String> missing = new TreeMap<>();
        try (ZipFile jar = new ZipFile(JAR)) {
            for (String entry : entries) {
                if (entry.startsWith("isolated/dev/pathwarden/") && entry.endsWith(".classdata")) {
                    Matcher name = ours.matcher(new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.ISO_8859_1));
                    while (name.find()) {
                        if (!entries.contains("isolated/" + name.group() + ".classdata")) {
                            missing.put(name.group(), entry);
                        }
                    }
                }
            }
        }

        assertThat(missing).as("missing class, and one that speaks of it").isEmpty();
    }

    @Test
    void entryClass_canBeReadByOldJvmsThatAProgramStarts() throws Exception {
        try (ZipFile jar = new ZipFile(JAR); DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry("dev/pathwarden/recorder/agent/Premain.class")))) {
            in.readInt();
            in.readUnsignedShort();
            assertThat(in.readUnsignedShort()).as("class file version").isEqualTo(52);
        }
    }

    private static List<String> entries() throws Exception {
        try (ZipFile jar = new ZipFile(JAR)) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
