package dev.pathwarden.recorder.attached.program.ways;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import javax.script.Compilable;
import javax.script.Invocable;
import javax.script.ScriptEngine;
import javax.script.SimpleBindings;
import javax.script.SimpleScriptContext;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.mozilla.javascript.engine.RhinoScriptEngineFactory;

/** Code evaluated, compiled and defined at run time. What is evaluated prints the call's token, what is compiled lies in its old directory. */
final class Scripts {

    private static final String DEFINED = "dev.pathwarden.recorder.attached.program.ways.Defined";
    private static final String SOURCE = "public class Compiled { }";

    private Scripts() {
    }

    static void addTo(Map<String, Way> ways) {
        engines(ways);
        compilers(ways);
        definitions(ways);
    }

    private static ScriptEngine engine() {
        return new RhinoScriptEngineFactory().getScriptEngine();
    }

    private static String script(Scene scene) {
        return "java.lang.System.out.println('" + scene.evaluated() + "')";
    }

    private static void engines(Map<String, Way> ways) {
        ways.put("eval-ScriptEngine-text", scene -> engine().eval(script(scene)));
        ways.put("eval-ScriptEngine-text-bindings", scene -> engine().eval(script(scene), new SimpleBindings()));
        ways.put("eval-ScriptEngine-text-context", scene -> engine().eval(script(scene), new SimpleScriptContext()));
        ways.put("eval-ScriptEngine-reader", scene -> engine().eval(new StringReader(script(scene))));
        ways.put("eval-ScriptEngine-reader-bindings", scene -> engine().eval(new StringReader(script(scene)), new SimpleBindings()));
        ways.put("eval-ScriptEngine-reader-context", scene -> engine().eval(new StringReader(script(scene)), new SimpleScriptContext()));
        ways.put("eval-ScriptEngine-reader-behind-a-megabyte", scene -> engine().eval(new StringReader(" ".repeat(1 << 20) + script(scene))));
        ways.put("eval-ScriptEngine-reflection", scene -> ScriptEngine.class.getMethod("eval", String.class).invoke(engine(), script(scene)));
        ways.put("eval-Compilable-text", scene -> ((Compilable) engine()).compile(script(scene)).eval());
        ways.put("eval-Compilable-reader", scene -> ((Compilable) engine()).compile(new StringReader(script(scene))).eval());
        ways.put("eval-CompiledScript-bindings", scene -> ((Compilable) engine()).compile(script(scene)).eval(new SimpleBindings()));
        ways.put("eval-CompiledScript-context", scene -> ((Compilable) engine()).compile(script(scene)).eval(new SimpleScriptContext()));
        ways.put("eval-Invocable.invokeFunction", scene -> {
            ScriptEngine engine = engine();
            engine.eval("function say(text) { java.lang.System.out.println(text) }");
            ((Invocable) engine).invokeFunction("say", scene.evaluated());
        });
        ways.put("eval-Invocable.invokeMethod", scene -> {
            ScriptEngine engine = engine();
            engine.eval("var object = { say: function(text) { java.lang.System.out.println(text) } }");
            ((Invocable) engine).invokeMethod(engine.get("object"), "say", scene.evaluated());
        });
        ways.put("eval-Invocable.getInterface", scene -> {
            ScriptEngine engine = engine();
            engine.eval("function run() { java.lang.System.out.println('" + scene.evaluated() + "') }");
            ((Invocable) engine).getInterface(Runnable.class).run();
        });
    }

    private static void compilers(Map<String, Way> ways) {
        ways.put("compile-JavaCompiler-task", scene -> compiler().getTask(null, null, null, List.of("-proc:none", "-d", scene.old().toString()), null, List.of(unit(scene))).call());
        ways.put("compile-JavaCompiler-reflection", scene -> {
            Object task = compiler().getTask(null, null, null, List.of("-proc:none", "-d", scene.old().toString()), null, List.of(unit(scene)));
            JavaCompiler.CompilationTask.class.getMethod("call").invoke(task);
        });
        ways.put("compile-JavaCompiler.run", scene -> compiler().run(null, null, null, "-proc:none", "-d", scene.old().toString(), scene.world("unit")));
        ways.put("compile-ToolProvider", scene -> ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, "-proc:none", "-d", scene.old().toString(), scene.world("unit")));
    }

    private static JavaCompiler compiler() {
        return javax.tools.ToolProvider.getSystemJavaCompiler();
    }

    private static JavaFileObject unit(Scene scene) {
        return new SimpleJavaFileObject(URI.create("string:///Compiled.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return "// " + scene.token() + "\n" + SOURCE;
            }
        };
    }

    private static void definitions(Map<String, Way> ways) {
        ways.put("define-ClassLoader", scene -> say(new Loader(scene.token()).define(bytes("Defined")), scene));
        ways.put("define-ClassLoader-buffer", scene -> say(new Loader(scene.token()).defineBuffer(bytes("Defined")), scene));
        ways.put("define-ClassLoader-reflection", scene -> say((Class<?>) Loader.class.getDeclaredMethod("define", byte[].class).invoke(new Loader(scene.token()), (Object) bytes("Defined")), scene));
        ways.put("define-URLClassLoader-remote", scene -> {
            try (URLClassLoader loader = new URLClassLoader(remote(), null)) {
                say(loader.loadClass(DEFINED), scene);
            }
        });
        ways.put("define-URLClassLoader.newInstance-remote", scene -> {
            try (URLClassLoader loader = URLClassLoader.newInstance(remote(), null)) {
                say(loader.loadClass(DEFINED), scene);
            }
        });
        ways.put("define-Lookup.defineClass", scene -> say(MethodHandles.lookup().defineClass(bytes("DefinedOnce")), scene));
        ways.put("define-Lookup.defineHiddenClass", scene -> say(MethodHandles.lookup().defineHiddenClass(bytes("Defined"), true).lookupClass(), scene));
        ways.put("define-Lookup.defineHiddenClassWithClassData", scene -> say(MethodHandles.lookup().defineHiddenClassWithClassData(bytes("Defined"), scene, true).lookupClass(), scene));
    }

    /** A URL of the network, whose answers come from here: no request goes out that could be stopped instead. */
    private static URL[] remote() throws java.io.IOException {
        return new URL[] {new URL(null, "http://classes.test/", new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        connected = true;
                    }

                    @Override
                    public InputStream getInputStream() throws java.io.IOException {
                        return new ByteArrayInputStream(bytes("Defined"));
                    }
                };
            }
        })};
    }

    private static void say(Class<?> type, Scene scene) throws Exception {
        type.getMethod("say", String.class).invoke(null, scene.evaluated());
    }

    private static byte[] bytes(String name) throws java.io.IOException {
        try (InputStream in = Scripts.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Defines classes that it got as bytes. */
    private static final class Loader extends ClassLoader {

        Loader(String name) {
            super(name, null);
        }

        Class<?> define(byte[] bytes) {
            return defineClass(DEFINED, bytes, 0, bytes.length);
        }

        Class<?> defineBuffer(byte[] bytes) {
            return defineClass(DEFINED, ByteBuffer.wrap(bytes), (ProtectionDomain) null);
        }
    }
}
