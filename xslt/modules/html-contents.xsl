<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:mode name="m:contents" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template name="f:html-contents" as="element(nav)">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <nav id="contents" class="contents" aria-label="{f:word('contents')}">
      <h2><xsl:value-of select="f:word('contents')"/></h2>
      <ol>
        <li><a href="#text"><xsl:value-of select="f:word('beginning')"/></a></li>
        <xsl:apply-templates select="tei:text/tei:body" mode="m:contents"/>
      </ol>
      <ol class="contents-apparatus">
        <xsl:sequence select="f:apparatus(.) ! f:contents-line(.)"/>
      </ol>
      <xsl:if test="$home ne ''">
        <h2 class="contents-site"><xsl:value-of select="f:word('site-lists')"/></h2>
        <xsl:sequence select="f:links-of-site($home, $together, '')"/>
      </xsl:if>
    </nav>
  </xsl:template>

  <xsl:template match="tei:div[tei:head]" mode="m:contents" as="element(li)">
    <li>
      <a href="#{f:id(tei:head[1])}"><xsl:value-of select="f:printed(tei:head[1])"/></a>
      <xsl:where-populated>
        <ol><xsl:apply-templates select="tei:div" mode="m:contents"/></ol>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <xsl:template match="text()" mode="m:contents"/>

  <!-- The parts after the text that this article has. -->
  <xsl:function name="f:apparatus" as="xs:string*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="marked" as="element()*" select="f:marked($article)"/>
    <xsl:sequence select="
      'notes'[exists($article/tei:text//tei:note)],
      ('person', 'place', 'org', 'date')[. = $marked ! f:kind(.)] ! ('index-' || .),
      'correspondence'[exists(f:letters($article))],
      'citations'[exists($citations/section) or exists(f:citations($article))], 'cite', 'colophon'"/>
  </xsl:function>

  <xsl:function name="f:contents-line" as="element(li)">
    <xsl:param name="part" as="xs:string"/>
    <li><a href="#{$part}"><xsl:value-of select="f:word($part)"/></a></li>
  </xsl:function>
</xsl:stylesheet>
