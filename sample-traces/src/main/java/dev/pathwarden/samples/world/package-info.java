/** The world around a sample agent: its scripted models, and a web site with the pages it reads. In a process of its own, so that the agent's process holds nothing but the agent. */
package dev.pathwarden.samples.world;
