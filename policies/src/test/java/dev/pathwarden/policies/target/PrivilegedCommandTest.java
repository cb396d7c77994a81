package dev.pathwarden.policies.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivilegedCommandTest {

    /** One argument per {@code |}. */
    private static boolean asks(String argv) {
        return PrivilegedCommand.is(List.of(argv.split("\\|")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sudo|ls", "/usr/bin/sudo|-n|true", "su|-|root", "doas|id", "pkexec|id", "runuser|-u|root|id", "setpriv|--reuid=0|id", "nsenter|-t|1|sh", "chroot|/mnt|sh",
        "env|sudo|id", "env|-u|HOME|A=b|sudo|id", "env|-S|sudo id", "nice|-n|5|sudo|id", "nohup|sudo|id", "timeout|5|sudo|id", "timeout|-k|1|5|sudo|id", "xargs|-n|1|sudo|rm", "setsid|sudo|id",
        "sh|-c|sudo id", "bash|-lc|cd /tmp && sudo id", "/bin/sh|-c|true; /usr/bin/sudo id", "sh|-ec|echo a;sudo id", "sh|-c|echo $(sudo id)", "sh|-c|echo `sudo id`", "sh|-c|echo \"x $(sudo id)\"",
        "sh|-c|A=b sudo id", "sh|-c|'sudo' id", "sh|-c|su\\do id", "sh|-c|s\"ud\"o id", "sh|-c|bash -c 'sudo id'", "sh|-c|if true; then sudo id; fi", "sh|-c|(sudo id)", 
        "sh|-c|! sudo id", "sh|-c|exec sudo id", "sh|-c|eval 'sudo id'", "busybox|sh|-c|sudo id", "busybox|su", "find|.|-exec|sudo|rm|{}|;", "docker|run|--privileged|x", "bash|-eo|pipefail|-c|sudo id", "bash|-o|pipefail|-c|sudo id",
        "bash|-euo|pipefail|-c|true; sudo id", "bash|-ceo|pipefail|sudo id", "bash|--rcfile|x|-c|sudo id", "bash|+O|extglob|-c|sudo id", "sh|-c|sudo id|-o|x", "sh|-c|true\nsudo id", "sh|-c|true &sudo id",
    })
    void is_ofACommandForOtherRights_isTrue(String argv) {
        assertThat(asks(argv)).as(argv).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ls|sudo", "echo|sudo", "sh|-c|echo sudo", "sh|-c|echo 'a; sudo id'", "sh|-c|grep sudo /etc/group", "man|sudo", "env|A=sudo|id", "sh|-c|echo \"a && sudo id\"", "sudoku", "sum|file",
        "nice|-n|5|make", "timeout|5|curl|http://x", "java|-jar|sudo.jar", "sh|script.sh", "find|.|-name|sudo", "git|commit|-m|use sudo", "sh|-c|ls # nothing", "docker|ps",
    })
    void is_ofAnyOtherCommand_isFalse(String argv) {
        assertThat(asks(argv)).as(argv).isFalse();
    }

    @Test
    void is_ofASudoFarBehindInALongText_isTrue() {
        assertThat(PrivilegedCommand.is(List.of("sh", "-c", "true ".repeat(40_000) + "; sudo id"))).isTrue();
    }
}
