<?xml version="1.0" encoding="UTF-8"?>
<!-- Addresses of identifiers: VIAF, Wikidata, DOI and the like. Where each leads is told from outside, since the program
     checks identifiers by the same table. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:param name="resolvers" as="xs:string">
    <!-- JSON array of objects: type, and resolver, the address before an identifier of that type; best types first. -->
  </xsl:param>
  <xsl:variable name="registries" as="array(*)" select="parse-json($resolvers)"/>

  <!-- The address of an identifier, by its type in any letter case; empty where none is known. -->
  <xsl:function name="f:resolved" as="xs:string?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="translate(normalize-space($value), ' ', '')"/>
    <xsl:sequence select="
      if (matches($bare, '^https?://')) then $bare
      else $registries?*[lower-case(?type) eq lower-case($type)][1]?resolver ! (. || $bare)"/>
  </xsl:function>

  <!-- The addresses of an entry, that of the best registry first. -->
  <xsl:function name="f:addresses" as="xs:string*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="order" as="xs:string*" select="$registries?*?type ! lower-case(.)"/>
    <xsl:for-each select="$entry/tei:idno">
      <xsl:sort select="(index-of($order, lower-case(string(@type))), 99)[1]"/>
      <xsl:sequence select="f:resolved(string(@type), string(.))"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
