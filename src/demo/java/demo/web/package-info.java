/** HTTP for the page: plain servlets, JSON by JSON-B. */
package demo.web;
