package dev.pathwarden.policies.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The entries that the pack has a guardrail for each of, by their ids: OWASP Top 10 for Agentic Applications for 2026, and techniques of MITRE ATLAS 2026.09. */
public final class Entries {

    /** Name of each entry, in the order of the lists. */
    public static final Map<String, String> ALL = all();

    private Entries() {
    }

    private static Map<String, String> all() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("ASI01", "Agent Goal Hijack");
        entries.put("ASI02", "Tool Misuse and Exploitation");
        entries.put("ASI03", "Identity and Privilege Abuse");
        entries.put("ASI04", "Agentic Supply Chain Vulnerabilities");
        entries.put("ASI05", "Unexpected Code Execution (RCE)");
        entries.put("ASI06", "Memory & Context Poisoning");
        entries.put("ASI07", "Insecure Inter-Agent Communication");
        entries.put("ASI08", "Cascading Failures");
        entries.put("ASI09", "Human-Agent Trust Exploitation");
        entries.put("ASI10", "Rogue Agents");
        entries.put("AML.T0050", "Command and Scripting Interpreter");
        entries.put("AML.T0051", "LLM Prompt Injection");
        entries.put("AML.T0053", "AI Agent Tool Invocation");
        entries.put("AML.T0080", "AI Agent Context Poisoning");
        entries.put("AML.T0081", "Modify AI Agent Configuration");
        entries.put("AML.T0082", "RAG Credential Harvesting");
        entries.put("AML.T0083", "Credentials from AI Agent Configuration");
        entries.put("AML.T0085.001", "Data from AI Agent Tools");
        entries.put("AML.T0086", "Exfiltration via AI Agent Tool Invocation");
        entries.put("AML.T0093", "Prompt Infiltration via Public-Facing Application");
        entries.put("AML.T0094", "Delay Execution of LLM Instructions");
        entries.put("AML.T0096", "AI Service API");
        entries.put("AML.T0098", "AI Agent Tool Credential Harvesting");
        entries.put("AML.T0099", "AI Agent Tool Data Poisoning");
        entries.put("AML.T0100", "AI Agent Clickbait");
        entries.put("AML.T0101", "Data Destruction via AI Agent Tool Invocation");
        entries.put("AML.T0102", "Generate Malicious Commands");
        entries.put("AML.T0103", "Deploy AI Agent");
        entries.put("AML.T0105", "Escape to Host");
        entries.put("AML.T0108", "AI Agent");
        entries.put("AML.T0110", "AI Agent Tool Poisoning");
        entries.put("AML.T0118", "Autonomous AI Agent Communication");
        return Collections.unmodifiableMap(entries);
    }
}
