package dev.pathwarden.recorder.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentStartTest {

    @ParameterizedTest
    @ValueSource(strings = {"jdk.compiler/com.sun.tools.javac.Main -d out A.java", "jdk.jartool/sun.tools.jar.Main -c", "java.base/sun.security.tools.keytool.Main"})
    void tool_ofTheJdk_isNotWatched(String command) {
        assertThat(AgentStart.isJdkTool(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk.compiler/com.sun.tools.javac.launcher.Main Agent.java", "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Agent.java",
        "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider", "jdk.agent/org.example.Main", "com.sun.tools.Agent", "org.example.Main a/b", "agent.jar", ""})
    void program_whateverItsName_isWatched(String command) {
        assertThat(AgentStart.isJdkTool(command)).isFalse();
    }
}
