<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading edition: one HTML file that needs neither network nor server. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:include href="modules/common.xsl"/>
  <xsl:include href="modules/shape.xsl"/>
  <xsl:include href="modules/notes.xsl"/>
  <xsl:include href="modules/metadata.xsl"/>
  <xsl:include href="modules/cite.xsl"/>
  <xsl:include href="modules/identifiers.xsl"/>
  <xsl:include href="modules/records.xsl"/>
  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/html-head.xsl"/>
  <xsl:include href="modules/html-site.xsl"/>
  <xsl:include href="modules/html-contents.xsl"/>
  <xsl:include href="modules/html-blocks.xsl"/>
  <xsl:include href="modules/html-inlines.xsl"/>
  <xsl:include href="modules/html-notes.xsl"/>
  <xsl:include href="modules/html-names.xsl"/>
  <xsl:include href="modules/html-timeline.xsl"/>
  <xsl:include href="modules/html-citations.xsl"/>
  <xsl:include href="modules/html-correspondence.xsl"/>
  <xsl:include href="modules/html-unhandled.xsl"/>
  <xsl:include href="modules/report.xsl"/>

  <xsl:output method="html" version="5.0" html-version="5.0" encoding="UTF-8" indent="no" escape-uri-attributes="no"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:html" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:param name="only-citations" as="xs:boolean" select="false()">
    <!-- Whether the index of citations alone is wanted: of a document whose foreign citations are in the form of ours. -->
  </xsl:param>

  <xsl:template match="/" as="element()?">
    <xsl:choose>
      <xsl:when test="$only-citations"><xsl:sequence select="f:citation-index(tei:TEI ! f:citations(.))"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="m:html"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/tei:TEI" mode="m:html" as="element()" priority="1">
    <html lang="{$article-language}">
      <head>
        <xsl:call-template name="f:html-head"/>
      </head>
      <body id="top">
        <a class="skip" href="#text"><xsl:value-of select="f:word('skip')"/></a>
        <xsl:call-template name="f:html-bar"/>
        <div class="page">
          <xsl:call-template name="f:html-contents"/>
          <main id="text" tabindex="-1" data-more="{f:word('more')}">
            <xsl:call-template name="f:html-article"/>
            <xsl:call-template name="f:html-indexes"/>
            <xsl:call-template name="f:html-colophon"/>
          </main>
        </div>
        <xsl:sequence select="f:html-card(if ($home ne '') then $together || $citing else '')"/>
      </body>
    </html>
  </xsl:template>

  <!-- The text and its notes; for a document that is all header, what the header says. -->
  <xsl:template name="f:html-article" as="element()*">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="language" as="xs:string" select="string((@xml:lang, $article-language)[1])"/>
    <article>
      <xsl:if test="$language ne $article-language"><xsl:attribute name="lang" select="$language"/></xsl:if>
      <xsl:if test="f:direction($language) eq 'rtl'"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
      <xsl:if test="empty(tei:text/tei:front/tei:titlePage)">
        <xsl:sequence select="f:html-header-title(.), f:html-summary(.)"/>
      </xsl:if>
      <xsl:call-template name="f:html-flow">
        <xsl:with-param name="nodes" select="f:shown-parts(.)"/>
      </xsl:call-template>
    </article>
    <xsl:call-template name="f:html-notes"/>
  </xsl:template>

  <!-- A corpus is one page: each of its documents after the other. -->
  <xsl:template match="tei:teiCorpus" mode="m:html" as="element()">
    <html lang="{$article-language}">
      <head>
        <xsl:sequence select="f:basic-head(string((tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title)[1] ! f:printed(.)))"/>
        <xsl:call-template name="f:html-assets"/>
      </head>
      <body id="top">
        <div class="page">
          <main id="text" tabindex="-1">
            <h1><xsl:value-of select="(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title)[1] ! f:printed(.)"/></h1>
            <xsl:apply-templates select="* except tei:teiHeader" mode="m:html"/>
          </main>
        </div>
        <xsl:sequence select="f:html-card('')"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="tei:teiCorpus/tei:teiCorpus | tei:teiCorpus/tei:TEI | tei:TEI/tei:TEI" mode="m:html" as="element()*" priority="1">
    <xsl:choose>
      <xsl:when test="self::tei:TEI"><xsl:call-template name="f:html-article"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title)[1]"><h2 class="corpus-title"><xsl:value-of select="f:printed(.)"/></h2></xsl:for-each>
        <xsl:apply-templates select="* except tei:teiHeader" mode="m:html"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="f:html-indexes" as="element()*">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:call-template name="f:html-name-indexes"/>
    <xsl:call-template name="f:html-timeline"/>
    <xsl:call-template name="f:html-correspondence"/>
    <xsl:call-template name="f:html-citation-index"/>
    <xsl:call-template name="f:html-cite"/>
  </xsl:template>
</xsl:stylesheet>
